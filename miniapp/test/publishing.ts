import type { AnswerOf } from '@linli/shared/api/types.ts';
import type { Role } from '@linli/shared/roles.ts';
import { writeStored } from '../src/platform/storage';
import { sessionNamed } from './server';

/** What the tests of the editors' pages play with. */

export const articleId = '5'.repeat(24);
export const personId = 'd'.repeat(24);

export function signInAs(...roles: Role[]): void {
  const department = { id: 'e'.repeat(24), name: '司法所' };
  writeStored(
    'session.staff',
    sessionNamed('staff', { kind: 'staff', id: personId, name: '施雨晴', roles, department }),
  );
}

export const options: AnswerOf<'listEditorialOptions'> = {
  departments: [
    { code: 'judicial-office', name: '司法所' },
    { code: 'centre', name: '社区事务受理服务中心' },
  ],
  campaigns: [{ code: 'constitution-week', title: '宪法宣传周' }],
};

const body = {
  nodes: [
    {
      name: 'p' as const,
      attrs: { class: 'rt-p' },
      children: [{ type: 'text' as const, text: '装修有时间限制。' }],
    },
  ],
  links: [],
  readingMinutes: 2,
};

export const rendered: AnswerOf<'previewArticle'> = body;

export function article(
  changes: Partial<AnswerOf<'getEditorialArticle'>> = {},
): AnswerOf<'getEditorialArticle'> {
  return {
    id: articleId,
    slug: 'noise',
    title: '楼上装修太吵',
    state: 'draft',
    live: false,
    department: '司法所',
    changedAt: '2026-11-21T02:00:00.000Z',
    publishAt: null,
    version: 2,
    content: {
      title: '楼上装修太吵',
      summary: '先沟通，再找物业。',
      category: 'how-to',
      matter: 'neighbours',
      audiences: ['everyone'],
      department: 'judicial-office',
      legalBasis: [{ law: '民法典', articles: ['288'], version: '2021-01-01', inForce: true }],
      coverImageId: null,
      campaign: null,
      steps: ['先记下时间。', '请物业出面。'],
      related: [],
      markdown: '装修有时间限制。',
    },
    ...body,
    correction: null,
    corrections: [],
    publishedAt: null,
    editable: true,
    actions: ['submit', 'archive'],
    versions: [{ number: 1, at: '2026-11-21T02:00:00.000Z', by: '施雨晴', live: false }],
    history: [{ kind: 'create', at: '2026-11-21T01:00:00.000Z', by: '施雨晴', number: 1, note: null }],
    ...changes,
  };
}
