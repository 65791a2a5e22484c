import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ok, refused, serve } from '../../test/server';
import Taro, { routerParams } from '../../test/taro';
import LawsPage from './laws';
import ProvisionPage from './provision';
import LawTextPage from './text';

const lawId = '1'.repeat(24);
const idOf = (number: number) => String(number).padStart(24, '0');
const version = { id: lawId, effectiveFrom: '2021-01-01', inForce: true, articleCount: 1260 };
const law = { ...version, name: '民法典', title: '中华人民共和国民法典' };
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));

const found = {
  id: idOf(1043),
  number: '1043',
  law,
  path: ['第五编 婚姻家庭'],
  excerpt: [
    { text: '家庭应当树立优良', hit: false },
    { text: '家风', hit: true },
  ],
};

function search(label: string, words: string) {
  fireEvent.change(screen.getByRole('textbox', { name: label }), { target: { value: words } });
  press('查一查');
}

describe('the laws', () => {
  it('stand by name with the version that holds, and lead to it', async () => {
    const old = { ...version, id: '2'.repeat(24), effectiveFrom: '2017-10-01', inForce: false };
    serve({
      'GET /api/v1/laws': () =>
        ok({ items: [{ name: law.name, title: law.title, versions: [version, old] }] }),
    });
    render(<LawsPage />);
    fireEvent.click(
      await screen.findByRole('button', {
        name: '中华人民共和国民法典，现行有效，2021年1月1日起施行，共 1260 条',
      }),
    );
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: `/law/text/index?id=${lawId}` });
  });

  it('are found article by article, by number or in words', async () => {
    serve({
      'GET /api/v1/laws': () => ok({ items: [{ name: law.name, title: law.title, versions: [version] }] }),
      [`GET /api/v1/law-articles?q=${encodeURIComponent('家风')}`]: () => ok({ laws: [], items: [found] }),
      [`GET /api/v1/law-articles?q=${encodeURIComponent('火星')}`]: () => ok({ laws: [], items: [] }),
    });
    render(<LawsPage />);
    await screen.findByRole('textbox', { name: '查条文' });
    search('查条文', '火星');
    await screen.findByText('没有查到这样的条文，换个说法再试。');
    search('查条文', '家风');
    fireEvent.click(await screen.findByRole('button', { name: /^民法典 第一千零四十三条，家庭应当/ }));
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: `/law/provision/index?id=${idOf(1043)}` });
  });

  it('that nobody has loaded say where they can be read', async () => {
    serve({ 'GET /api/v1/laws': () => ok({ items: [] }) });
    render(<LawsPage />);
    await screen.findByRole('heading', { name: '还没有收录条文' });
    screen.getByRole('button', { name: '复制网址' });
  });
});

describe('the text of a law', () => {
  const first = { id: idOf(1), number: '1' };
  const contents = Array.from({ length: 15 }, (_, index) => ({
    kind: 'chapter',
    heading: `第${index + 1}章`,
    first: { id: idOf(index + 1), number: String(index + 1) },
  }));
  const text = {
    ...law,
    promulgation: ['2020年5月28日通过'],
    preamble: [],
    contents,
    first,
    appendix: [],
    versions: [version, { ...version, id: '2'.repeat(24), effectiveFrom: '2017-10-01', inForce: false }],
  };
  const serveText = () => {
    routerParams.id = lawId;
    const cited = `GET /api/v1/law-articles?q=${encodeURIComponent('民法典 1043')}&law=${lawId}`;
    serve({
      [`GET /api/v1/laws/${lawId}`]: () => ok(text),
      [cited]: () => ok({ laws: [], items: [found] }),
    });
  };

  it('shows its chapters, a screenful at a time, each leading to its first article', async () => {
    serveText();
    render(<LawTextPage />);
    fireEvent.click(await screen.findByRole('button', { name: '第2章，第二条' }));
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: `/law/provision/index?id=${idOf(2)}` });
    expect(screen.queryByRole('button', { name: /^第15章/ })).toBeNull();
    press('看后面的');
    screen.getByRole('button', { name: /^第15章/ });
    screen.getByRole('button', { name: '2017年10月1日起施行，已失效或已修改' });
  });

  it('finds one of its articles by the number alone', async () => {
    serveText();
    render(<LawTextPage />);
    await screen.findByRole('heading', { name: '中华人民共和国民法典' });
    search('查条文', '1043');
    await screen.findByRole('button', { name: /^民法典 第一千零四十三条/ });
  });

  it('that is not there says so', async () => {
    routerParams.id = lawId;
    serve({ [`GET /api/v1/laws/${lawId}`]: () => refused(404, 'not-found', '没有找到您要的内容') });
    render(<LawTextPage />);
    await screen.findByRole('heading', { name: '没有这部法律' });
  });
});

describe('an article of a law', () => {
  const provision = {
    id: found.id,
    number: '1043',
    law,
    path: found.path,
    paragraphs: ['家庭应当树立优良家风。', '夫妻应当互相忠实。'],
    previous: { id: idOf(1042), number: '1042' },
    next: { id: idOf(1044), number: '1044' },
    current: null as typeof law | null,
  };
  const openWith = (changes: Partial<typeof provision> = {}) => {
    routerParams.id = found.id;
    serve({ [`GET /api/v1/law-articles/${found.id}`]: () => ok({ ...provision, ...changes }) });
    render(<ProvisionPage />);
  };

  it('stands word for word under its headings, between its neighbours', async () => {
    openWith();
    await screen.findByRole('heading', { name: '第一千零四十三条' });
    screen.getByText('《中华人民共和国民法典》');
    screen.getByText('第五编 婚姻家庭');
    screen.getByText('夫妻应当互相忠实。');
    press('下一条：第一千零四十四条');
    expect(Taro.redirectTo).toHaveBeenCalledWith({ url: `/law/provision/index?id=${idOf(1044)}` });
    press('看这部法律的目录');
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: `/law/text/index?id=${lawId}` });
  });

  it('of a version that does not hold leads to the one that does', async () => {
    const current = { ...law, id: '3'.repeat(24), effectiveFrom: '2026-01-01' };
    openWith({ law: { ...law, inForce: false }, current });
    await screen.findByText('这是旧的版本。现行的版本从2026年1月1日起施行。');
    press('看现行的版本');
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: `/law/text/index?id=${current.id}` });
  });

  it('of a law that was repealed says so', async () => {
    openWith({ law: { ...law, inForce: false } });
    await screen.findByText('这部法律已经不再施行。');
  });
});
