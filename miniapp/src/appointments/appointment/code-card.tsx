import { View } from '@tarojs/components';
import { accessible } from '../../platform/pressable';
import { copy } from './copy';

interface CheckInProps {
  code: string;
  /** The same as a picture. */
  qr: string | null;
}

/** What is shown on arrival: a code for the station's camera, and six digits to say. */
export function CheckIn({ code, qr }: CheckInProps) {
  return (
    <View className="check-in">
      <View>{copy.code}</View>
      {qr !== null && (
        <View
          className="check-in-qr"
          style={{ backgroundImage: `url("${qr}")` }}
          {...accessible({ role: 'img', label: copy.qr })}
        />
      )}
      <View className="check-in-code" {...accessible({ role: 'img', label: code.split('').join(' ') })}>
        <View>{code.slice(0, 3)}</View>
        <View>{code.slice(3)}</View>
      </View>
      <View className="row-note">{copy.codeNote}</View>
    </View>
  );
}
