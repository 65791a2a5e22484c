import type { ConsultationDay } from '@linli/shared/api/types.ts';
import { useState } from 'react';
import { Button } from '../../components/button';
import { ChoiceList } from '../../components/choice-list';
import { Sheet } from '../../components/sheet';
import { copy } from './copy';

/** A station's id; null: one's own day, or the first station of who has none. */
export type Place = string | null;

const own = 'own';

/** Looks at another station, or at one's own day; not shown where there is nothing to choose. */
export function PlaceChoice({ day, onPlace }: { day: ConsultationDay; onPlace: (place: Place) => void }) {
  const [choosing, setChoosing] = useState(false);
  const options = [
    ...(day.ownDay ? [{ value: own, label: copy.own }] : []),
    ...day.stations.map(({ id, name }) => ({ value: id, label: name })),
  ];
  if (options.length < 2) return null;
  const choose = (value: string) => {
    setChoosing(false);
    onPlace(value === own ? null : value);
  };
  return (
    <>
      <Button kind="secondary" label={copy.change} onPress={() => setChoosing(true)} />
      {choosing && (
        <Sheet title={copy.change} onClose={() => setChoosing(false)}>
          <ChoiceList
            label={copy.places}
            options={options}
            value={day.station?.id ?? own}
            onChange={choose}
          />
        </Sheet>
      )}
    </>
  );
}
