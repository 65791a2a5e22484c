import type { Person } from './person.ts';

/** What a resident has to say about the app. */
export const opinion = { kind: '建议', text: '字能不能再大一点？老花镜戴着也要凑近看。' };

/** Fills in the form for feedback and sends it; answers with its id once the thanks are there. */
export async function giveFeedback(person: Person): Promise<string> {
  await person.open('privacy/feedback/index');
  await person.radio(opinion.kind).click();
  await person.field('请写明情况').fill(opinion.text);
  return sendFeedback(person);
}

/** Sends the feedback that is filled in; answers with its id. */
export async function sendFeedback(person: Person): Promise<string> {
  const answered = person.page.waitForResponse(
    (response) => response.request().method() === 'POST' && response.url().endsWith('/api/v1/feedback'),
  );
  await person.button('提交').click();
  const { id } = Object(await (await answered).json());
  await person.heading('收到了，谢谢您').waitFor();
  return String(id);
}
