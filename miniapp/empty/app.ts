import type { PropsWithChildren } from 'react';

/** The least that Taro builds: what `npm run bench -- miniapp` compares Linli with. */
export default function App({ children }: PropsWithChildren) {
  return children;
}
