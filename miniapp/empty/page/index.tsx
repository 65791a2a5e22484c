import { View } from '@tarojs/components';

export default function Page() {
  return <View>法治邻里</View>;
}
