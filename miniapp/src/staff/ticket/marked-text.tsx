import { View } from '@tarojs/components';
import type { CallError } from '../../platform/call-error';
import { isRecord } from '../../platform/storage';
import { copy } from './copy';

/** A part of a text that must not be published, and why. */
export interface MarkedPlace {
  from: number;
  to: number;
  message: string;
}

/** The places that the server found in an answer; none for any other error. */
export function placesIn(error: CallError | null): MarkedPlace[] {
  if (error?.code !== 'reply-has-personal-data' || !isRecord(error.details)) return [];
  const { places } = error.details;
  return Array.isArray(places) ? places.filter(isPlace) : [];
}

function isPlace(value: unknown): value is MarkedPlace {
  return (
    isRecord(value) &&
    typeof value.from === 'number' &&
    typeof value.to === 'number' &&
    typeof value.message === 'string'
  );
}

/** The text as it was sent, with what has to go marked and named. */
export function MarkedText({ text, places }: { text: string; places: readonly MarkedPlace[] }) {
  return (
    <View className="marked-text">
      <View>{copy.markedHint}</View>
      <View className="marked-words">
        {places.map(({ from, to }, index) => (
          <View key={from} className="marked-part">
            {text.slice(places[index - 1]?.to ?? 0, from)}
            <View className="marked-part marked-place">{text.slice(from, to)}</View>
          </View>
        ))}
        <View className="marked-part">{text.slice(places[places.length - 1]?.to ?? 0)}</View>
      </View>
      {places.map(({ from, to, message }) => (
        <View key={from}>{copy.marked(text.slice(from, to), message)}</View>
      ))}
    </View>
  );
}
