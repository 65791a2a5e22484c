import type { AnswerOf } from '@linli/shared/api/types.ts';
import { type CodeKind, codeKindLabels, codeKinds } from '@linli/shared/codes.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Badge } from '../../components/badge';
import { Button } from '../../components/button';
import { Card, Stack } from '../../components/card';
import { definePage } from '../../components/page';
import { List, Row } from '../../components/row';
import { Skeleton } from '../../components/skeleton';
import { FailedView, StateView } from '../../components/state-view';
import { Tabs } from '../../components/tabs';
import { call } from '../../platform/api';
import { timeInWords } from '../../platform/time-words';
import { useAnswer } from '../../platform/use-answer';
import { type StaffPerson, useSignInAgain, useStaff } from '../../staff/use-staff';
import { copy as shared } from '../copy';
import { PrintButtons } from '../print-buttons';
import { CodeSheet } from './code-sheet';
import { copy } from './copy';
import { titleOf } from './title-of';

export type Code = AnswerOf<'listCodes'>['items'][number];

const tabs = codeKinds.map((value) => ({ value, label: codeKindLabels[value] }));

/** What an old phone draws at once. */
const rowsMax = 20;

/** The codes that residents scan: when they were, and the ways to print them. Editors see those of articles. */
function CodesPage() {
  const person = useStaff();
  return person && <Shown person={person} />;
}

function Shown({ person }: { person: StaffPerson }) {
  const runs = person.roles.some((role) => role === 'admin' || role === 'supervisor');
  const [kind, setKind] = useState<CodeKind>(runs ? 'counter' : 'article');
  return (
    <Stack>
      {runs && <Tabs label={copy.kinds} options={tabs} value={kind} onChange={setKind} />}
      <OfKind key={kind} kind={kind} changeable={person.roles.includes('admin')} />
    </Stack>
  );
}

function OfKind({ kind, changeable }: { kind: CodeKind; changeable: boolean }) {
  const { answer, reload, replace } = useAnswer(kind, () => call('listCodes', { query: { kind } }));
  const [at, setAt] = useState(0);
  const [openId, setOpenId] = useState<string | null>(null);
  useSignInAgain(answer.state === 'failed' ? answer.error : null);

  if (answer.state === 'loading') return <Skeleton cards={3} />;
  if (answer.state === 'failed') return <FailedView error={answer.error} onRetry={reload} />;
  const { items } = answer.value;
  if (items.length === 0) return <StateView kind="empty" title={copy.empty[kind]} />;
  const opened = items.find(({ id }) => id === openId);
  const changed = (code: Code) => replace({ items: items.map((one) => (one.id === code.id ? code : one)) });
  return (
    <>
      <Card>
        <PrintButtons kind={kind} />
      </Card>
      <List label={copy.list}>
        {items.slice(at, at + rowsMax).map((code) => (
          <CodeRow key={code.id} code={code} onPress={() => setOpenId(code.id)} />
        ))}
      </List>
      {at + rowsMax < items.length && (
        <Button kind="secondary" label={shared.next} onPress={() => setAt(at + rowsMax)} />
      )}
      {at > 0 && <Button kind="secondary" label={shared.previous} onPress={() => setAt(at - rowsMax)} />}
      {opened && (
        <CodeSheet
          code={opened}
          changeable={changeable && kind === 'counter'}
          onChanged={changed}
          onClose={() => setOpenId(null)}
        />
      )}
    </>
  );
}

function CodeRow({ code, onPress }: { code: Code; onPress: () => void }) {
  const { lastScanAt, scans, revokedAt } = code;
  const brief = lastScanAt === null ? copy.neverScanned : copy.brief(scans, timeInWords(lastScanAt));
  const label = [titleOf(code), brief, revokedAt !== null && copy.revoked].filter(Boolean).join('，');
  return (
    <Row label={label} onPress={onPress}>
      <View className="row-title">{titleOf(code)}</View>
      <View className="row-note">{brief}</View>
      {revokedAt !== null && (
        <View className="row-badges">
          <Badge tone="late">{copy.revoked}</Badge>
        </View>
      )}
    </Row>
  );
}

export default definePage({ title: copy.title }, CodesPage);
