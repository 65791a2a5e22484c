import { Notice } from '../components/notice';
import { type NetworkTrouble, useNetworkTrouble } from '../platform/network';
import { copy } from './copy';

const words: Record<NonNullable<NetworkTrouble>, string> = {
  'no-network': copy.noNetwork,
  'page-missing': copy.pageMissing,
};

/** One calm line while the network is not there, or has not let a page through. */
export function NetworkNotice() {
  const trouble = useNetworkTrouble();
  return trouble && <Notice tone="info" text={words[trouble]} />;
}
