import type { Lawyer } from '@linli/shared/api/types.ts';
import { View } from '@tarojs/components';
import { addressOf } from '../platform/exchange';
import { accessible } from '../platform/pressable';
import { copy } from './copy';
import './lawyer-photo.scss';

/** The lawyer's picture; without one, the first character of the name, which is read out beside it. */
export function LawyerPhoto({
  lawyer: { id, name, photo },
}: {
  lawyer: Pick<Lawyer, 'id' | 'name' | 'photo'>;
}) {
  if (photo === null)
    return (
      <View className="lawyer-photo" aria-hidden="true">
        {name.slice(0, 1)}
      </View>
    );
  const address = addressOf('getLawyerPhoto', { params: { id }, query: { v: photo } });
  return (
    <View
      className="lawyer-photo"
      style={{ backgroundImage: `url("${address}")` }}
      {...accessible({ role: 'img', label: copy.photoOf(name) })}
    />
  );
}
