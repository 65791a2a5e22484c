import { articleStepMaxLength, articleStepsMax } from '@linli/shared/articles.ts';
import { describe, expect, it } from 'vitest';
import { article } from '../../../test/publishing';
import { contentOf, faultsOf, isBasisRead, readBasis } from './check';
import { draftFrom } from './draft';
import { stepsOf } from './read-text';

describe('what has been written', () => {
  it('is sent as it was read, where nothing was changed', () => {
    const before = article();
    expect(contentOf(draftFrom(before, null))).toEqual(before.content);
  });

  it('is not sent while something is missing, and says what', () => {
    const empty = draftFrom(null, null);
    expect(contentOf(empty)).toBeNull();
    expect(Object.keys(faultsOf(empty)).sort()).toEqual([
      'audiences',
      'category',
      'department',
      'markdown',
      'matter',
      'summary',
      'title',
    ]);
  });

  it('has at most ten steps, none too long', () => {
    const draft = draftFrom(article(), null);
    const many = Array.from({ length: articleStepsMax + 1 }, (_, index) => `第${index}件事`).join('\n');
    expect(faultsOf({ ...draft, steps: many })).toEqual({ steps: '最多写 10 步' });
    const long = '长'.repeat(articleStepMaxLength + 1);
    expect(faultsOf({ ...draft, steps: long })).toEqual({ steps: '每一步最多 120 个字' });
  });
});

it('steps stand one a line; numbers in front and empty lines are left out', () => {
  expect(stepsOf('1. 先记下时间\n\n二、请物业出面\n  12345 也可以打')).toEqual([
    '先记下时间',
    '请物业出面',
    '12345 也可以打',
  ]);
});

describe('a law', () => {
  const typed = {
    law: '《民法典》',
    articles: '第288条、1043， 120－1',
    version: '2021-01-01',
    inForce: true,
  };

  it('is read as people type it', () => {
    expect(readBasis(typed)).toEqual({
      law: '民法典',
      articles: ['288', '1043', '120-1'],
      version: '2021-01-01',
      inForce: true,
    });
    expect(readBasis({ ...typed, articles: '', version: ' ' })).toMatchObject({
      articles: [],
      version: null,
    });
  });

  it.each([
    ['law', { law: ' ' }],
    ['articles', { articles: '288条第二款' }],
    ['articles', { articles: Array.from({ length: 13 }, (_, index) => index + 1).join('、') }],
    ['version', { version: '2021年' }],
    ['version', { version: '2021-13-01' }],
  ])('with a wrong %s is not taken: %j', (field, wrong) => {
    const read = readBasis({ ...typed, ...wrong });
    expect(isBasisRead(read)).toBe(false);
    expect(Object.keys(read)).toEqual([field]);
  });
});
