import { expect, test } from 'vitest';
import { readCitation } from './citation.ts';

const names = ['民法典', '劳动法', '劳动合同法', '刑法'];

test.each([
  ['民法典 1043', '民法典', '1043'],
  ['民法典1043条', '民法典', '1043'],
  ['《民法典》第一千零四十三条', '民法典', '1043'],
  ['中华人民共和国民法典第1043条', '民法典', '1043'],
  ['民法典　１０４３', '民法典', '1043'],
  ['民法典第二十条规定的是什么', '民法典', '20'],
  ['刑法二百八十七条之二', '刑法', '287-2'],
  ['刑法 287-2', '刑法', '287-2'],
  ['刑法第287条之2', '刑法', '287-2'],
  ['劳动合同法 82', '劳动合同法', '82'],
  ['民法典', '民法典', null],
])('"%s" cites %s, article %s', (query, law, number) => {
  expect(readCitation(query, names)).toEqual({ law, number });
});

test.each([
  '物权法 20',
  '1043',
  '离婚',
  '民法典里说的离婚',
  '民法典第一千零四三条',
  '民法典 0',
  '',
  '民法典 99999',
])('"%s" cites nothing', (query) => {
  expect(readCitation(query, names)).toBeNull();
});
