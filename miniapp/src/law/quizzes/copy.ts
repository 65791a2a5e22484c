export const copy = {
  title: '学法答题',
  note: '想答就答，没有排名，也不计分。只有您自己看得到答到哪里。',
  list: '题目',
  questions: (count: number) => `${count} 道题`,
  progress: (answered: number, total: number, right: number) =>
    `已答 ${answered} 道，共 ${total} 道，答对 ${right} 道`,
  emptyTitle: '还没有题目',
  emptyText: '可以先看看文章。',
  articles: '看文章',
  erase: '清除我的答题进度',
  eraseQuestion: '清除答题进度？',
  eraseText: '清除后，您答过哪些题的记录就没有了，找不回来。',
  eraseYes: '清除',
  erasing: '正在清除…',
  eraseNo: '不清除',
  erased: '答题进度已清除',
};
