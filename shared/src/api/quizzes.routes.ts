import type { RouteTable } from './route.ts';

export const quizRoutes = {
  listQuizzes: {
    method: 'GET',
    path: '/api/v1/quizzes',
    access: 'public',
    cacheSeconds: 0,
    summary: 'The quizzes, of an article or a campaign where one is named',
  },
  listMyQuizzes: {
    method: 'GET',
    path: '/api/v1/quizzes/mine',
    access: 'resident',
    summary: 'How far the signed-in resident has come with the quizzes they have begun, last answered first',
  },
  eraseMyQuizzes: {
    method: 'POST',
    path: '/api/v1/quizzes/mine/erasure',
    access: 'resident',
    summary: 'Erases how far the signed-in resident has come',
  },
  getQuiz: {
    method: 'GET',
    path: '/api/v1/quizzes/:id',
    access: 'public',
    cacheSeconds: 0,
    summary: 'The questions of a quiz, without the answers',
  },
  answerQuestion: {
    method: 'POST',
    path: '/api/v1/quizzes/:id/answers',
    access: 'resident',
    summary: 'Answers a question, as often as one likes, and hears why; what was chosen is not kept',
  },
} as const satisfies RouteTable;
