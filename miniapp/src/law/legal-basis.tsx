import type { ArticleDetail } from '@linli/shared/api/types.ts';
import { View } from '@tarojs/components';
import { Badge } from '../components/badge';
import { open, pages } from '../platform/navigation';
import { pressable } from '../platform/pressable';
import { copy } from './copy';
import { dateInWords } from './law-words';
import './index.scss';

type Basis = ArticleDetail['legalBasis'][number];

/** The laws that something rests on, with the way to the very articles whose text is loaded. */
export function LegalBasis({ basis }: { basis: readonly Basis[] }) {
  const leads = basis.some(({ articles }) => articles.some(({ lawArticleId }) => lawArticleId !== null));
  return (
    <>
      {leads && <View className="row-note">{copy.basisNote}</View>}
      {basis.map((one) => (
        <LawOfBasis key={`${one.law} ${one.version}`} basis={one} />
      ))}
    </>
  );
}

function LawOfBasis({ basis: { law, version, inForce, articles } }: { basis: Basis }) {
  const name = copy.lawNamed(law);
  return (
    <View className="basis">
      <View className="row-title">{name}</View>
      <View className="row-badges">
        <Badge tone={inForce ? 'done' : 'late'}>{inForce ? copy.inForce : copy.notInForce}</Badge>
      </View>
      {version !== null && <View className="row-note">{copy.heldFrom(dateInWords(version))}</View>}
      {articles.length > 0 && (
        <View className="basis-articles">
          {articles.map(({ number, label, lawArticleId }) =>
            lawArticleId === null ? (
              <View key={number} className="basis-article">
                {label}
              </View>
            ) : (
              <View
                key={number}
                className="basis-link"
                {...pressable(() => open(pages.provision(lawArticleId)), {
                  label: copy.articleOf(name, label),
                })}
              >
                {label}
              </View>
            ),
          )}
        </View>
      )}
    </View>
  );
}
