import { type GalleryEntry, nothing } from '../gallery';
import { ChoiceList } from '.';

const options = [
  { value: 'a', label: '属实' },
  { value: 'b', label: '部分属实' },
  { value: 'c', label: '在线预约办理后到实体大厅重复取号排队' },
] as const;

export const gallery: GalleryEntry = {
  component: 'choice-list',
  states: [
    {
      name: 'nothing chosen',
      view: <ChoiceList label="调查结论" options={options} value={null} onChange={nothing} />,
    },
    { name: 'chosen', view: <ChoiceList label="调查结论" options={options} value="b" onChange={nothing} /> },
    {
      name: 'error',
      view: (
        <ChoiceList
          label="调查结论"
          options={options}
          value={null}
          error="请选一个调查结论"
          onChange={nothing}
        />
      ),
    },
  ],
};
