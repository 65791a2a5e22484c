import { render, unstable_batchedUpdates } from 'preact/compat';
import { createRoot } from 'preact/compat/client';

/** What Taro's run time calls of `react-dom`, which it asks for as one object of both of React's modules. */
export default { createRoot, render, unstable_batchedUpdates };
