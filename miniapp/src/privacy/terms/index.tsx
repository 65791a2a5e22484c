import { definePage } from '../../components/page';
import { copy } from '../legal/copy';
import { LegalText } from '../legal/legal-text';

function Terms() {
  return <LegalText name="serviceTerms" />;
}

export default definePage({ title: copy.terms }, Terms);
