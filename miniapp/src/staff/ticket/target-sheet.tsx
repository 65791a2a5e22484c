import type { AnswerOf, BodyOf } from '@linli/shared/api/types.ts';
import { ticketTextMaxLength } from '@linli/shared/limits.ts';
import { useState } from 'react';
import { Button } from '../../components/button';
import { ChoiceList } from '../../components/choice-list';
import { Field } from '../../components/field';
import { Skeleton } from '../../components/skeleton';
import { FailedView } from '../../components/state-view';
import { call } from '../../platform/api';
import { useAnswer } from '../../platform/use-answer';
import { ActionForm, type ActionSheetProps } from './action-form';
import { copy, type TargetAction, textOf } from './copy';

/** As many people as are looked through without searching; the others on request. */
const firstPeople = 8;

/** Chooses for whoever gives the ticket away. */
const byRules = 'rules';

/** Asks who gets the ticket, and why. What was typed stays when sending fails. */
export function TargetSheet({ action, act, ...props }: ActionSheetProps & { action: TargetAction }) {
  const { ticket } = props;
  const { answer, reload } = useAnswer(`targets ${ticket.id}`, () =>
    call('listTicketTargets', { params: { id: ticket.id } }),
  );
  const [target, setTarget] = useState<string>(byRules);
  const [all, setAll] = useState(false);
  const [text, setText] = useState('');
  const [checked, setChecked] = useState(false);

  const words = text.trim();
  const missing = words === '' && action !== 'grant';
  const send = async () => {
    setChecked(true);
    if (!missing && (await act(bodyOf(action, ticket.version, words, target)))) props.onClose();
  };

  return (
    <ActionForm {...props} action={action} onSend={send}>
      {answer.state === 'loading' && <Skeleton cards={1} />}
      {answer.state === 'failed' && <FailedView error={answer.error} onRetry={reload} />}
      {answer.state === 'ready' && (
        <>
          <ChoiceList
            label={copy.target}
            options={optionsOf(answer.value, action === 'grant', all)}
            value={target}
            onChange={setTarget}
          />
          {!all && answer.value.people.length > firstPeople && (
            <Button kind="secondary" label={copy.allPeople} onPress={() => setAll(true)} />
          )}
        </>
      )}
      <Field
        kind="area"
        {...textOf[action]}
        value={text}
        maxLength={ticketTextMaxLength}
        counted
        error={checked && missing ? copy.textMissing : undefined}
        onChange={setText}
      />
    </ActionForm>
  );
}

type Targets = AnswerOf<'listTicketTargets'>;

/** Departments can be named where the ticket was not ours; those with the fewest open tickets come first. */
function optionsOf({ people, departments }: Targets, withDepartments: boolean, all: boolean) {
  const inOrder = [...people].sort((a, b) => a.openTickets - b.openTickets);
  const shown = all ? inOrder : inOrder.slice(0, firstPeople);
  return [
    { value: byRules, label: copy.byRules },
    ...(withDepartments ? departments : []).map(({ code, name }) => ({
      value: `${departmentMark}${code}`,
      label: copy.toDepartment(name),
    })),
    ...shown.map(({ id, name, department, openTickets }) => ({
      value: id,
      label: copy.toPerson(name, department, openTickets),
    })),
  ];
}

const departmentMark = 'department:';

function bodyOf(action: TargetAction, version: number, text: string, target: string): BodyOf<'actOnTicket'> {
  const department = target.startsWith(departmentMark) ? target.slice(departmentMark.length) : null;
  const to = department === null && target !== byRules ? { to: target } : {};
  if (action !== 'grant') return { action, version, text, ...to };
  return {
    action,
    version,
    ...(text !== '' && { text }),
    ...to,
    ...(department !== null && { department }),
  };
}
