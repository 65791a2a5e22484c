/** What kind of reading an article is. */
export const articleCategories = ['explained', 'case', 'how-to', 'question', 'warning'] as const;
export type ArticleCategory = (typeof articleCategories)[number];

export const articleCategoryLabels: Record<ArticleCategory, string> = {
  explained: '法律解读',
  case: '以案释法',
  'how-to': '办事指引',
  question: '法律问答',
  warning: '风险提醒',
};

/** Whom law popularisation is for (domain rule). */
export const audiences = [
  'youth',
  'elderly',
  'women',
  'workers',
  'business',
  'officials',
  'everyone',
] as const;
export type Audience = (typeof audiences)[number];

export const audienceLabels: Record<Audience, string> = {
  youth: '青少年',
  elderly: '老年人',
  women: '妇女',
  workers: '务工人员',
  business: '经营者',
  officials: '国家工作人员',
  everyone: '全体居民',
};

/** Longest title, summary and body (Markdown), in characters. */
export const articleTitleMaxLength = 40;
export const articleSummaryMaxLength = 120;
export const articleBodyMaxLength = 20_000;

/** Most "what to do" steps, and the longest one, in characters. */
export const articleStepsMax = 10;
export const articleStepMaxLength = 120;

/** Most laws an article rests on, and most articles of one. */
export const legalBasisMax = 8;
export const lawArticlesMax = 12;

/** Longest name of a law, in characters. */
export const lawNameMaxLength = 60;

/** Most articles that an editor names to be read next. */
export const relatedMax = 6;

/** An article's name in files and links between them: the file's name without `.md`. */
export const slugPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;
export const slugMaxLength = 60;

/** The number of a law's article: `1043`, or `120-1` for 第一百二十条之一. */
export const lawArticlePattern = /^[1-9]\d{0,3}(-[1-9]\d?)?$/;

/** Longest word why an article was useful or not, in characters. */
export const verdictWordMaxLength = 100;

/** Why an article was not useful: to tap, for who does not like to type. */
export const verdictReasons = [
  'hard-to-read',
  'not-my-case',
  'out-of-date',
  'no-way-on',
  'too-long',
] as const;
export type VerdictReason = (typeof verdictReasons)[number];

export const verdictReasonLabels: Record<VerdictReason, string> = {
  'hard-to-read': '看不太懂',
  'not-my-case': '不是我要找的',
  'out-of-date': '内容过时了',
  'no-way-on': '还是不知道怎么办',
  'too-long': '太长了',
};

/** What an adult reads of plain Chinese in a minute, in characters; older readers are slower, so it is at the low end. */
const charactersPerMinute = 300;

/** Minutes that reading takes, at least one. */
export function readingMinutes(characters: number): number {
  return Math.max(1, Math.ceil(characters / charactersPerMinute));
}
