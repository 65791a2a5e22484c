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
      <List label={copy.more}>
        <Row label={`${copy.staff}，${copy.staffNote}`} onPress={() => open(pages.staffQueue())}>
          <View className="row-title">{copy.staff}</View>
          <View className="row-note">{copy.staffNote}</View>
        </Row>
      </List>
    </Stack>
  );
}

export default definePage({ title: copy.title, tab: 'pages/me/index' }, Me);
