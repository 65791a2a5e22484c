import { definePage } from '../../components/page';
import { copy } from '../legal/copy';
import { LegalText } from '../legal/legal-text';

function Policy() {
  return <LegalText name="privacyPolicy" />;
}

export default definePage({ title: copy.policy }, Policy);
