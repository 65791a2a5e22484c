import { describe, expect, test } from 'vitest';
import { findPersonalData, maskPersonalData, type PersonalDataKind } from './personal-data.ts';

const found = (text: string, names: string[] = []) =>
  findPersonalData(text, { names }).map(({ kind, from, to }) => [kind, text.slice(from, to)]);

describe('personal data is found', () => {
  test.each<[PersonalDataKind, string, string]>([
    ['phone', '请打13812345678找我', '13812345678'],
    ['phone', '电话：138 1234 5678。', '138 1234 5678'],
    ['phone', '138-1234-5678', '138-1234-5678'],
    ['phone', '+8613812345678', '+8613812345678'],
    ['phone', '0086 13812345678', '0086 13812345678'],
    ['phone', '座机021-54321234', '021-54321234'],
    ['phone', '(021)54321234', '(021)54321234'],
    ['phone', '0512 87654321', '0512 87654321'],
    ['id-card', '身份证11010519491231002X', '11010519491231002X'],
    ['id-card', '11010519491231002x。', '11010519491231002x'],
    ['id-card', '110105 19491231 002X', '110105 19491231 002X'],
    ['id-card', '老证130503670401001号', '130503670401001'],
    ['bank-card', '工行 4111 1111 1111 1111', '4111 1111 1111 1111'],
    ['bank-card', '6228480402564890018', '6228480402564890018'],
    ['email', '写信到wang.xl+1@example.com.cn即可', 'wang.xl+1@example.com.cn'],
    ['plate', '车牌沪A12345停在门口', '沪A12345'],
    ['plate', '沪AD12345', '沪AD12345'],
    ['plate', '沪A·8K2G7', '沪A·8K2G7'],
    ['wechat', '加微信号：wang_xl88', 'wang_xl88'],
    ['wechat', 'vx wangxiulan', 'wangxiulan'],
    ['wechat', 'wxid_abc123def', 'wxid_abc123def'],
    ['address', '家住古美路123弄5号601室', '家住古美路123弄5号601室'],
    ['address', '3号楼502室', '3号楼502室'],
    ['address', '5幢2单元301室', '5幢2单元301室'],
    ['address', '12弄8号6楼602室', '12弄8号6楼602室'],
  ])('as %s in %j', (kind, text, what) => {
    expect(found(text)).toEqual([[kind, what]]);
  });

  test('as a name that is told, each time it stands there', () => {
    expect(found('王秀兰您好，王秀兰女士', ['王秀兰'])).toEqual([
      ['name', '王秀兰'],
      ['name', '王秀兰'],
    ]);
    expect(found('王阿姨您好', ['王秀兰'])).toEqual([]);
    expect(found('李子熟了', ['李'])).toEqual([]);
  });

  test('more than once, in the order of the text, none over another', () => {
    expect(found('王秀兰 13812345678，或 138 0000 1234', ['王秀兰'])).toEqual([
      ['name', '王秀兰'],
      ['phone', '13812345678'],
      ['phone', '138 0000 1234'],
    ]);
  });

  test('also behind a number that only looks like some', () => {
    expect(found('编号 4111111111111112 电话 13812345678')).toEqual([['phone', '13812345678']]);
  });
});

describe('what is no personal data is left alone:', () => {
  test.each([
    '工单 20261123-7KQ2 已办结',
    '沪民发〔2026〕12号',
    '沪府办规（2026）3号文件',
    '2026年11月24日 09:30—16:30',
    '2026-11-24 09:30:15',
    '收费 1,234,567.00 元',
    '共 13812345678.50 元',
    '拨打12345或12348，报警110',
    '96021 热线',
    '统一社会信用代码 91310112MA1GBXYZ2Q',
    '流水号 20261124093015000123456',
    '受理号 110105194912310021',
    '编号 4111111111111112',
    '条形码 6901234567892',
    '证号 202611240930159',
    '请到二楼 201 室',
    '莲花路 1978 号服务中心',
    '请走3号门，到5号窗口',
    '材料第1至13页共3份',
    'A04 窗口 3 号机',
    '微信公众号“古美发布”',
    '请用微信小程序预约',
    '沪A区、B区均可停车',
    '满意率 98.5%，提升 1.3 个百分点',
    'http://www.shanghai.gov.cn/',
  ])('%s', (text) => {
    expect(found(text)).toEqual([]);
  });

  test('the numbers of the office', () => {
    const publicNumbers = ['021-64120000'];
    expect(findPersonalData('请致电 021-64120000', { publicNumbers })).toEqual([]);
    expect(findPersonalData('请致电 (021)64120000', { publicNumbers })).toEqual([]);
    expect(findPersonalData('请致电 021-64120001', { publicNumbers })).toHaveLength(1);
  });
});

test('masked, nothing of it is left, and the rest stands as it was', () => {
  const masked = maskPersonalData('王秀兰(13812345678)住3号楼502室，车沪A12345。', { names: ['王秀兰'] });
  expect(masked).toBe('***(****)住****，车****。');
  expect(findPersonalData(masked)).toEqual([]);
  expect(maskPersonalData('窗口很热情')).toBe('窗口很热情');
});
