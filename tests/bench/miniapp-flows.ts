import type { MiniProgram } from '../weapp/harness/mini-program.ts';

/** Something a person does from opening the mini-program to being done. */
export interface Flow {
  name: string;
  url: string;
  drive(program: MiniProgram): Promise<void>;
}

/** Where a scanned counter leads. */
export const scannedPage = 'pages/rate/index?scene=r.0123456789abcdefghijkl';

const button = (text: string | RegExp) => ({ role: 'button', text });

export const flows: readonly Flow[] = [
  { name: 'home opens', url: 'pages/home/index', drive: (program) => program.idle() },
  {
    name: 'rate with two reasons and a comment',
    url: scannedPage,
    async drive(program) {
      await press(program, { role: 'radio', label: '不满意' });
      await press(program, { role: 'checkbox', label: '窗口人员业务不熟练' });
      await press(program, { role: 'checkbox', label: '没有提供材料清单' });
      program.page.type({ tag: 'textarea' }, '等了一个小时，材料又要重新填。');
      await press(program, button('提交评价'));
      await arriveAt(program, 'pages/thanks/index');
    },
  },
  {
    name: 'look up one’s rating',
    url: 'pages/my-ratings/index',
    async drive(program) {
      await press(program, { role: 'button', label: /居住证办理/ });
      await arriveAt(program, 'pages/rating/index');
    },
  },
  {
    name: 'give feedback about the app',
    url: 'privacy/feedback/index',
    async drive(program) {
      await press(program, { role: 'radio', label: '建议' });
      program.page.type({ tag: 'textarea' }, '字可以再大一点。');
      await press(program, button('提交'));
      await program.until(() => program.page.text().includes('收到了'), 'the thanks');
    },
  },
  {
    name: 'take one’s data away as a file',
    url: 'privacy/my-data/index',
    async drive(program) {
      await program.idle();
      await press(program, button(/导出/));
    },
  },
  {
    name: 'staff sign in and open a ticket',
    url: 'staff/sign-in/index',
    async drive(program) {
      await program.idle();
      program.page.type({ label: '账号' }, 'handler');
      program.page.type({ label: '密码' }, 'linli-demo');
      await press(program, button('登录'));
      await arriveAt(program, 'staff/queue/index');
      await press(program, { className: 'row' });
      await arriveAt(program, 'staff/ticket/index');
    },
  },
];

type Wanted = Parameters<MiniProgram['page']['find']>[0];

async function press(program: MiniProgram, wanted: Wanted): Promise<void> {
  await program.until(() => program.page.has(wanted), JSON.stringify(wanted));
  const [first] = program.page.findAll(wanted);
  if (first) program.page.fire(first, 'tap');
  await program.idle();
}

async function arriveAt(program: MiniProgram, route: string): Promise<void> {
  await program.until(() => program.page.route === route, route);
  await program.idle();
}
