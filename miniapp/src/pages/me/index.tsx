import { View } from '@tarojs/components';
import { Card, Stack } from '../../components/card';
import { ChoiceList } from '../../components/choice-list';
import { definePage } from '../../components/page';
import { List, Row } from '../../components/row';
import { SwitchRow } from '../../components/switch-row';
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

  return (
    <Stack>
      <Card>
        <SwitchRow label={copy.elder} note={copy.elderNote} on={elder} onChange={setElderMode} />
      </Card>
      <Card>
        <ChoiceList label={copy.colours} options={colours} value={choice} onChange={setSchemeChoice} />
      </Card>
      <List label={copy.opinion}>
        <Door title={copy.giveFeedback} note={copy.giveFeedbackNote} url={pages.giveFeedback()} />
        <Door title={copy.myFeedback} note={copy.myFeedbackNote} url={pages.myFeedback()} />
      </List>
      <List label={copy.privacy}>
        <Door title={copy.policy} url={pages.privacyPolicy()} />
        <Door title={copy.terms} url={pages.serviceTerms()} />
      </List>
      <List label={copy.more}>
        <Door title={copy.staff} note={copy.staffNote} url={pages.staffQueue()} />
      </List>
    </Stack>
  );
}

interface DoorProps {
  title: string;
  note?: string;
  url: string;
}

/** A row that leads to a page. */
function Door({ title, note, url }: DoorProps) {
  return (
    <Row label={[title, note].filter(Boolean).join('，')} onPress={() => open(url)}>
      <View className="row-title">{title}</View>
      {note !== undefined && <View className="row-note">{note}</View>}
    </Row>
  );
}

export default definePage({ title: copy.title, tab: 'pages/me/index' }, Me);
