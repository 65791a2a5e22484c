import { type ClockColour, clockColourLabels, clockColours } from '@linli/shared/ticket-clocks.ts';
import { openTicketStates, ticketStateLabels } from '@linli/shared/ticket-life-cycle.ts';
import { ChoiceList } from '../../components/choice-list';
import { Sheet } from '../../components/sheet';
import { copy } from './copy';
import type { Filter } from './filter';

interface FilterSheetProps {
  filter: Filter;
  onFilter: (filter: Filter) => void;
  onClose: () => void;
}

const any = { value: 'any' as const, label: copy.any };
const colours = [any, ...clockColours.map((value) => ({ value, label: clockColourLabels[value] }))];
const states = [any, ...openTicketStates.map((value) => ({ value, label: ticketStateLabels[value] }))];

/** Asks for a colour and a state. */
export function FilterSheet({ filter, onFilter, onClose }: FilterSheetProps) {
  const { colour, state, ...rest } = filter;
  const withColour = (value: ClockColour | 'any') =>
    onFilter({ ...rest, ...(state && { state }), ...(value !== 'any' && { colour: value }) });
  const withState = (value: NonNullable<Filter['state']> | 'any') =>
    onFilter({ ...rest, ...(colour && { colour }), ...(value !== 'any' && { state: value }) });
  return (
    <Sheet title={copy.filter} onClose={onClose}>
      <ChoiceList label={copy.colours} options={colours} value={colour ?? 'any'} onChange={withColour} />
      <ChoiceList label={copy.state} options={states} value={state ?? 'any'} onChange={withState} />
    </Sheet>
  );
}
