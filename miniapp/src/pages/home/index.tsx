import { gradeLabels } from '@linli/shared/grades.ts';
import { Text, View } from '@tarojs/components';

export default function Home() {
  return (
    <View>
      <Text>{gradeLabels[5]}</Text>
    </View>
  );
}
