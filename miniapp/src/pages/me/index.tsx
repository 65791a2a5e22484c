import { Card, Stack } from '../../components/card';
import { ChoiceList } from '../../components/choice-list';
import { definePage } from '../../components/page';
import { Door, List } from '../../components/row';
import { SwitchRow } from '../../components/switch-row';
import { useUnread } from '../../messages/unread';
import { type SchemeChoice, setSchemeChoice, useSchemeChoice } from '../../platform/color-scheme';
import { setElderMode, useElderMode } from '../../platform/elder-mode';
import { open, pages } from '../../platform/navigation';
import { copy } from './copy';

const colours: readonly { value: SchemeChoice; label: string }[] = [
  { value: 'system', label: copy.coloursAsPhone },
  { value: 'light', label: copy.coloursLight },
  { value: 'dark', label: copy.coloursDark },
];

/** How Linli looks to this person, and the doors that are not for every day. */
function Me() {
  const elder = useElderMode();
  const choice = useSchemeChoice();
  const unread = useUnread();

  return (
    <Stack>
      <Card>
        <SwitchRow label={copy.elder} note={copy.elderNote} on={elder} onChange={setElderMode} />
      </Card>
      <Card>
        <ChoiceList label={copy.colours} options={colours} value={choice} onChange={setSchemeChoice} />
      </Card>
      <List label={copy.messages}>
        <Door title={copy.messages} note={copy.messagesNote(unread)} onPress={() => open(pages.messages())} />
      </List>
      <List label={copy.appointments}>
        <Door
          title={copy.myAppointments}
          note={copy.myAppointmentsNote}
          onPress={() => open(pages.myAppointments())}
        />
      </List>
      <List label={copy.law}>
        <Door title={copy.favourites} note={copy.favouritesNote} onPress={() => open(pages.favourites())} />
        <Door title={copy.quizzes} note={copy.quizzesNote} onPress={() => open(pages.quizzes())} />
      </List>
      <List label={copy.opinion}>
        <Door
          title={copy.giveFeedback}
          note={copy.giveFeedbackNote}
          onPress={() => open(pages.giveFeedback())}
        />
        <Door title={copy.myFeedback} note={copy.myFeedbackNote} onPress={() => open(pages.myFeedback())} />
      </List>
      <List label={copy.privacy}>
        <Door title={copy.myData} note={copy.myDataNote} onPress={() => open(pages.myData())} />
        <Door title={copy.policy} onPress={() => open(pages.privacyPolicy())} />
        <Door title={copy.terms} onPress={() => open(pages.serviceTerms())} />
      </List>
      <List label={copy.more}>
        <Door title={copy.staff} note={copy.staffNote} onPress={() => open(pages.staffQueue())} />
      </List>
    </Stack>
  );
}

export default definePage({ title: copy.title, tab: 'pages/me/index' }, Me);
