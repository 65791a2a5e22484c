import { View } from '@tarojs/components';
import { open, pages } from '../platform/navigation';
import { pressable } from '../platform/pressable';
import { copy } from './copy';
import './index.scss';

/** The ways to what we promise, wherever personal data is asked for. */
export function LegalLinks() {
  return (
    <View className="legal-links">
      <View className="legal-link" {...pressable(() => open(pages.privacyPolicy()), { role: 'link' })}>
        {copy.policy}
      </View>
      <View className="legal-link" {...pressable(() => open(pages.serviceTerms()), { role: 'link' })}>
        {copy.terms}
      </View>
    </View>
  );
}
