import { type PropsWithChildren, useEffect } from 'react';
import './platform/old-phones';
import { startPrivacyAuthorization } from './platform/privacy-authorization';
import './app.scss';

/** The frame around all pages. Everything a page needs it takes itself, so there is nothing to provide here. */
export default function App({ children }: PropsWithChildren) {
  useEffect(startPrivacyAuthorization, []);
  return children;
}
