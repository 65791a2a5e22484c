import { type PropsWithChildren, useEffect } from 'react';
import './platform/old-phones';
import { startNetwork } from './platform/network';
import { startOutbox } from './platform/outbox';
import { fetchPagesAhead } from './platform/page-code';
import { startPrivacyAuthorization } from './platform/privacy-authorization';
import './app.scss';

/** The frame around all pages. Everything a page needs it takes itself, so there is nothing to provide here. */
export default function App({ children }: PropsWithChildren) {
  useEffect(() => {
    startNetwork();
    startOutbox();
    startPrivacyAuthorization();
    fetchPagesAhead();
  }, []);
  return children;
}
