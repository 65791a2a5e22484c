import { useState } from 'react';
import { Button } from '../../components/button';
import { Stack } from '../../components/card';
import { definePage } from '../../components/page';
import { StateView } from '../../components/state-view';
import { Tabs } from '../../components/tabs';
import { open, pages } from '../../platform/navigation';
import { useVisits } from '../../platform/use-page-shown';
import { seesTickets, useStaff } from '../use-staff';
import { copy } from './copy';
import { MessagesEntry } from './messages-entry';
import { StaffCard } from './staff-card';
import { type Queue, TicketList, type TicketSet } from './ticket-list';
import './index.scss';

const queues: readonly { value: Queue; label: string }[] = [
  { value: 'mine', label: copy.mine },
  { value: 'team', label: copy.team },
];

const sets: readonly { value: TicketSet; label: string }[] = [
  { value: 'open', label: copy.open },
  { value: 'closed', label: copy.closed },
];

/** The workbench: who is signed in, and the tickets that wait for them or their team. */
function StaffQueue() {
  const person = useStaff();
  const [queue, setQueue] = useState<Queue>(person?.roles.includes('handler') ? 'mine' : 'team');
  const [set, setSet] = useState<TicketSet>('open');
  // Whoever comes back from a ticket may have moved it. When the page opens, the lists ask by themselves.
  const visits = useVisits();

  if (person === null) return null;
  return (
    <Stack>
      <StaffCard person={person} />
      <MessagesEntry key={visits} />
      {person.roles.includes('lawyer') && (
        <Button label={copy.consulting} onPress={() => open(pages.consultingDay())} />
      )}
      <Button kind="secondary" label={copy.more} onPress={() => open(pages.oversightMenu())} />
      {seesTickets(person) ? (
        <>
          <Tabs label={copy.queues} options={queues} value={queue} onChange={setQueue} />
          <Tabs label={copy.states} options={sets} value={set} onChange={setSet} quiet />
          <TicketList key={`${queue} ${set} ${visits}`} queue={queue} set={set} />
        </>
      ) : (
        <StateView kind="empty" title={copy.noTicketsTitle} text={copy.noTicketsText} />
      )}
    </Stack>
  );
}

export default definePage({ title: copy.title }, StaffQueue);
