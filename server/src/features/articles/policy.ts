import type { ArticleAction } from '@linli/shared/article-life-cycle.ts';
import type { Role } from '@linli/shared/roles.ts';

/** Who writes, and who reviews what others wrote. */
export const writing: readonly Role[] = ['editor'];
export const reviewing: readonly Role[] = ['editor', 'supervisor'];

interface Rule {
  roles: readonly Role[];
  /** Not who has written the text under way: another person decides about it. */
  notWriter?: true;
}

/** Who may do what with an article of their reach (`reach.ts`). */
export const articlePolicy: Record<ArticleAction | 'edit', Rule> = {
  edit: { roles: writing },
  submit: { roles: writing },
  withdraw: { roles: writing },
  approve: { roles: reviewing, notWriter: true },
  return: { roles: reviewing, notWriter: true },
  archive: { roles: reviewing },
  restore: { roles: writing },
};
