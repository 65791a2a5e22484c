import type { MiniProgram } from './harness/mini-program.ts';
import type { Backend } from './harness/requests.ts';
import { launch } from './launch.ts';
import { sampleBackend } from './sample-backend.ts';

export const signInRoute = 'staff/sign-in/index';
export const queueRoute = 'staff/queue/index';

/** Signs a handler in by the form; ends with their queue. */
export async function signIn(backend: Backend = sampleBackend()): Promise<MiniProgram> {
  const program = launch({ backend, url: queueRoute });
  await program.until(() => program.page.route === signInRoute, 'the sign-in page');
  await program.idle();
  program.page.type({ label: '账号' }, 'handler');
  await program.idle();
  program.page.type({ label: '密码' }, 'linli-demo');
  await program.idle();
  program.page.tap({ role: 'button', text: '登录' });
  await program.until(() => program.page.route === queueRoute, 'the queue');
  await program.idle();
  return program;
}
