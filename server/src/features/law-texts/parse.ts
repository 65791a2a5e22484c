import { type LawHeadingKind, lawArticleLabel, readChineseNumber } from '@linli/shared/law-articles.ts';
import type { Day } from '@linli/shared/working-time.ts';
import type { FileProblem } from '../../platform/file-problems.ts';
import { lawNameOf } from './names.ts';
import { type LawOptions, readOptions } from './options.ts';

/** A law as it was published, taken apart. */
export interface LawFile {
  /** As it is cited. */
  name: string;
  title: string;
  promulgation: string[];
  effectiveFrom: Day;
  repealed: boolean;
  preamble: string[];
  headings: LawHeading[];
  articles: LawFileArticle[];
  appendix: string[];
}

export interface LawHeading {
  kind: LawHeadingKind;
  heading: string;
  /** The number of the first article below it. */
  first: string;
}

export interface LawFileArticle {
  number: string;
  path: string[];
  paragraphs: string[];
}

/** Thrown at the first line that cannot be understood. */
class Malformed extends Error {
  readonly line: number;
  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

/**
 * Reads a published law text in Markdown: `# title`, the promulgation lines, headings (`## 第一编 总则`, `### 第一章 …`,
 * `#### 第一节 …`), and articles, each beginning with 第…条 (also in bold) and followed by its paragraphs. A table of contents
 * (目录), a preamble (`## 序言`) and appendices (`## 附件`) are understood. Articles must follow each other without a gap.
 *
 * Options may stand before the title between lines of `---`: `effective: 2013-07-01`, needed where the text does not say
 * when this version begins; `repealed: true`; `name: 民法典`, where it is cited otherwise than by its title.
 */
export function readLawFile(content: string): { law: LawFile } | { problem: FileProblem } {
  try {
    return { law: new LawReader(content).read() };
  } catch (error) {
    if (error instanceof Malformed) return { problem: { line: error.line, message: error.message } };
    throw error;
  }
}

const numerals = '[零一二三四五六七八九十百千]+';
const articlePattern = new RegExp(`^第(${numerals})条(?:之(${numerals}))?(?:[\\s　]+|$)(.*)$`, 'u');
/** What seems to be an article's beginning but is not written like one. */
const almostArticle = /^第[^第，。；：\s]{1,12}条([^第，。；：]|$)/u;
const headingPattern = new RegExp(`^第(${numerals})(分编|编|章|节)[\\s　]*(.*)$`, 'u');
const kinds: Record<string, LawHeadingKind> = { 编: 'part', 分编: 'sub-part', 章: 'chapter', 节: 'section' };
const ranks: readonly LawHeadingKind[] = ['part', 'sub-part', 'chapter', 'section'];

type Section = 'promulgation' | 'contents' | 'preamble' | 'articles' | 'appendix';

class LawReader {
  readonly #lines: { line: number; text: string; marked: boolean }[];
  readonly #options: LawOptions;
  readonly #end: number;
  /** Where the last article begins. */
  #articleLine = 1;
  #section: Section = 'promulgation';
  #path: { kind: LawHeadingKind; heading: string; number: number }[] = [];
  #lastNumber = new Map<LawHeadingKind, number>();
  #waiting: Omit<LawHeading, 'first'>[] = [];
  readonly #law: Omit<LawFile, 'effectiveFrom' | 'name' | 'title' | 'repealed'> = {
    promulgation: [],
    preamble: [],
    headings: [],
    articles: [],
    appendix: [],
  };

  constructor(content: string) {
    const read = readOptions(content);
    if ('problem' in read) throw new Malformed(read.problem.line, read.problem.message);
    this.#options = read.options;
    const all = content.split(/\r?\n/);
    this.#end = all.length;
    this.#lines = all
      .map((raw, index) => ({ line: index + 1, text: plain(raw), marked: /^\s*#/.test(raw) }))
      .slice(read.linesBefore)
      .filter(({ text }) => text !== '');
  }

  read(): LawFile {
    const [first, ...rest] = this.#lines;
    if (!first?.marked) throw new Malformed(first?.line ?? 1, '文件要以“# 法律名称”开头');
    for (const { line, text, marked } of rest) this.#take(line, text, marked);
    this.#endArticle();
    const [waiting] = this.#waiting;
    if (waiting) throw new Malformed(this.#end, `“${waiting.heading}”下面没有条文`);
    if (this.#law.articles.length === 0) throw new Malformed(this.#end, '没有找到条文：每条要以“第…条”开头');
    return {
      ...this.#law,
      title: first.text,
      name: this.#options.name ?? lawNameOf(first.text),
      effectiveFrom: this.#options.effective ?? this.#effectiveFrom(first.line),
      repealed: this.#options.repealed,
    };
  }

  #take(line: number, text: string, marked: boolean) {
    if (/^目[\s　]*录$/.test(text)) this.#section = 'contents';
    else if (marked) this.#takeHeading(line, text);
    else if (this.#section === 'appendix') this.#law.appendix.push(text);
    else if (!this.#takeArticle(line, text)) this.#takeParagraph(line, text);
  }

  #takeHeading(line: number, text: string) {
    this.#endArticle();
    if (/^序[\s　]*言$/.test(text)) this.#section = 'preamble';
    else if (/^附(件|录|表|：|[\s　]*$)/.test(text)) {
      this.#section = 'appendix';
      this.#law.appendix.push(text);
    } else if (/^附[\s　]*则$/.test(text)) this.#open({ kind: 'supplement', heading: '附则', number: 1 });
    else {
      // An article may be marked as a heading, too.
      if (this.#takeArticle(line, text)) return;
      const [, numeral = '', unit = '', title = ''] = headingPattern.exec(text) ?? [];
      const kind = kinds[unit];
      const number = readChineseNumber(numeral);
      if (kind === undefined || number === null || title === '')
        throw new Malformed(line, `看不懂这个标题：“${text}”，应像“第一章 总则”`);
      const before = this.#lastNumber.get(kind) ?? 0;
      if (number !== 1 && number !== before + 1)
        throw new Malformed(line, `“${text}”的序号不连续，前一个是第 ${before}`);
      this.#open({ kind, heading: `第${numeral}${unit} ${title}`, number });
    }
  }

  #open(heading: { kind: LawHeadingKind; heading: string; number: number }) {
    this.#section = 'articles';
    const rank = heading.kind === 'supplement' ? 0 : ranks.indexOf(heading.kind);
    this.#path = [
      ...this.#path.filter(({ kind }) => kind !== 'supplement' && ranks.indexOf(kind) < rank),
      heading,
    ];
    this.#lastNumber.set(heading.kind, heading.number);
    this.#waiting.push({ kind: heading.kind, heading: heading.heading });
  }

  /** Whether the line begins an article. */
  #takeArticle(line: number, text: string): boolean {
    const match = articlePattern.exec(text);
    if (!match) {
      if (this.#section !== 'contents' && almostArticle.test(text))
        throw new Malformed(line, `看不懂条号：“${text.slice(0, 12)}”，“第…条”后面要空一格`);
      return false;
    }
    const [, numeral = '', inserted, rest = ''] = match;
    const [value, insertedValue] = [
      readChineseNumber(numeral),
      inserted === undefined ? 0 : readChineseNumber(inserted),
    ];
    if (value === null || insertedValue === null)
      throw new Malformed(line, `条号写错了：“${text.slice(0, 12)}”`);
    this.#endArticle();
    this.#section = 'articles';
    this.#articleLine = line;
    const number = insertedValue === 0 ? String(value) : `${value}-${insertedValue}`;
    const previous = this.#law.articles.at(-1)?.number;
    if (!follows(number, previous))
      throw new Malformed(
        line,
        `${lawArticleLabel(number)}跟在${previous === undefined ? '开头' : lawArticleLabel(previous)}后面：条号要连续，不重复`,
      );
    this.#law.headings.push(...this.#waiting.map((heading) => ({ ...heading, first: number })));
    this.#waiting = [];
    const path = this.#path.map(({ heading }) => heading);
    this.#law.articles.push({ number, path, paragraphs: rest === '' ? [] : [rest] });
    return true;
  }

  #takeParagraph(line: number, text: string) {
    if (this.#section === 'contents') return;
    if (headingPattern.test(text) && text.length < 30)
      throw new Malformed(line, `“${text}”像是标题，前面要加 #`);
    if (this.#section === 'promulgation') this.#law.promulgation.push(text);
    else if (this.#section === 'preamble') this.#law.preamble.push(text);
    else {
      const article = this.#law.articles.at(-1);
      if (!article || this.#waiting.length > 0) throw new Malformed(line, '这一段不属于任何一条');
      article.paragraphs.push(text);
    }
  }

  /** The last article must have a text. */
  #endArticle() {
    const last = this.#law.articles.at(-1);
    if (last?.paragraphs.length === 0)
      throw new Malformed(this.#articleLine, `${lawArticleLabel(last.number)}没有内容`);
  }

  /** What the text itself says: the promulgation lines, or else its articles if it was never changed. */
  #effectiveFrom(line: number): Day {
    const { promulgation, articles } = this.#law;
    const [stated] = promulgation.flatMap((text) => beginningIn(text) ?? []).slice(-1);
    if (stated !== undefined) return stated;
    const changed = promulgation.some((text) => /修[正订]/.test(text));
    const [own] = articles.flatMap(({ paragraphs }) => beginningIn(paragraphs.join('')) ?? []).slice(-1);
    if (own !== undefined && !changed) return own;
    throw new Malformed(
      line,
      changed
        ? '修正过的文本要写明这一版的施行日期：在文件最前面加 --- 和 effective: 2013-07-01 和 ---'
        : '没有找到施行日期：在文件最前面加 --- 和 effective: 2021-01-01 和 ---',
    );
  }
}

/** A line without Markdown's marks, spaces at its ends and comments. */
function plain(raw: string): string {
  return raw
    .replace(/<!--.*?-->/g, '')
    .replace(/^\s*#{1,6}\s*/, '')
    .replace(/\*\*/g, '')
    .replace(/^[\s　]+|[\s　]+$/g, '');
}

/** 5 follows 4 and 4-2; 4-1 follows 4. */
function follows(number: string, previous: string | undefined): boolean {
  const [main = 0, inserted = 0] = number.split('-').map(Number);
  const [mainBefore = 0, insertedBefore = 0] = (previous ?? '0').split('-').map(Number);
  return inserted === 0
    ? main === mainBefore + 1
    : main === mainBefore && main > 0 && inserted === insertedBefore + 1;
}

/** The day in "自2021年1月1日起施行". */
function beginningIn(text: string): Day | null {
  const dates = [
    ...text.matchAll(/自\s*(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*起(?:施行|实施|生效)/g),
  ];
  const [, year, month = '', day = ''] = dates.at(-1) ?? [];
  return year === undefined ? null : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
