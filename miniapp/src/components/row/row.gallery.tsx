import { View } from '@tarojs/components';
import { Face } from '../face-picker/face';
import { type GalleryEntry, nothing } from '../gallery';
import { Door, Fact, List, Row } from '.';

const rows = (
  <List label="我给过的评价">
    <Row label="居住证办理，不满意，今天 15:30" lead={<Face grade={2} small />} onPress={nothing}>
      <View className="row-title">居住证办理</View>
      <View className="row-note row-facts">
        <View>不满意</View>
        <View>今天 15:30</View>
      </View>
    </Row>
    <Door title="工作人员入口" note="办理评价工单" onPress={nothing} />
    <Door title="隐私政策" onPress={nothing} />
  </List>
);

export const gallery: GalleryEntry = {
  component: 'row',
  states: [
    { name: 'rows', view: rows },
    { name: 'pressed', view: rows, pressed: true },
    { name: 'fact', view: <Fact label="窗口">A01 综合受理一号窗口</Fact> },
  ],
};
