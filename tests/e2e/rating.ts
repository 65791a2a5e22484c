import type { Person } from './person.ts';

/** What a resident who was served badly says. */
export const complaint = {
  grade: '不满意',
  reasons: ['窗口人员业务不熟练', '没有提供材料清单'],
  comment: '等了一个小时，材料又要重新填。',
};

export const commentField = '还想说的话（可不填）';

/** Opens what a scanned code leads to. */
export function scan(person: Person, scene: string): Promise<void> {
  return person.open(`pages/rate/index?scene=${encodeURIComponent(scene)}`);
}

/** Fills in the complaint, up to the last press. */
export async function fillIn(person: Person): Promise<void> {
  await person.radio(complaint.grade).click();
  for (const reason of complaint.reasons) await person.checkbox(reason).click();
  await person.field(commentField).fill(complaint.comment);
}

/** Reads what name and number are for, agrees as someone of 14 or older, and leaves them. */
export async function leaveContact(person: Person, { name, phone }: { name: string; phone: string }) {
  await person.page.getByRole('switch', { name: '留下姓名和电话' }).click();
  await person.reads('只有办理工单的专人和督办人能看到');
  await person.radio('同意，我已满 14 周岁').click();
  await person.field('姓名').fill(name);
  await person.field('电话').fill(phone);
}

/** Sends the rating; answers with its id once the thanks are there. */
export async function send(person: Person, button = '提交评价'): Promise<string> {
  const answered = person.page.waitForResponse(
    (response) => response.request().method() === 'POST' && response.url().endsWith('/api/v1/ratings'),
  );
  await person.button(button).click();
  const { id } = Object(await (await answered).json());
  return String(id);
}

export const thanks = '收到了，我们会查清楚';
