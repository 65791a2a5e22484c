import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card, Stack } from '../../components/card';
import { Field } from '../../components/field';
import { Heading } from '../../components/heading';
import { definePage } from '../../components/page';
import { open, pages } from '../../platform/navigation';
import { copy } from './copy';
import { FilterSheet } from './filter-sheet';
import { Found } from './found';
import { chosenNames, everything, type Search, wordsMaxLength } from './search';
import './index.scss';

/** The articles: searched in everyday words, or looked through by matter, audience and kind. */
function Articles() {
  const { campaign = '' } = useRouter().params;
  const [search, setSearch] = useState(() => everything(campaign));
  const [filtering, setFiltering] = useState(false);
  const chosen = chosenNames(search);
  const narrowed = search.words !== '' || chosen.length > 0;
  const narrow = (next: Search) => {
    setSearch(next);
    setFiltering(false);
  };
  return (
    <Stack>
      <Card>
        <SearchBox
          key={search.words}
          words={search.words}
          onSearch={(words) => setSearch({ ...search, words })}
        />
        <Button
          kind="secondary"
          label={chosen.length > 0 ? copy.narrowed(chosen.join('、')) : copy.narrow}
          onPress={() => setFiltering(true)}
        />
        {narrowed && (
          <Button kind="secondary" label={copy.all} onPress={() => setSearch(everything(campaign))} />
        )}
      </Card>
      {search.words !== '' && <Heading>{copy.found(search.words)}</Heading>}
      <Found search={search} onSearch={setSearch} />
      <Button kind="secondary" label={copy.laws} onPress={() => open(pages.laws())} />
      {filtering && <FilterSheet search={search} onSearch={narrow} onClose={() => setFiltering(false)} />}
    </Stack>
  );
}

/** What is typed is searched for on the press, not while it is typed: the reception may be bad. */
function SearchBox({ words, onSearch }: { words: string; onSearch: (words: string) => void }) {
  const [typed, setTyped] = useState(words);
  const search = () => onSearch(typed.trim());
  return (
    <>
      <Field
        label={copy.searchLabel}
        hint={copy.searchHint}
        value={typed}
        maxLength={wordsMaxLength}
        onChange={setTyped}
        onConfirm={search}
      />
      <Button label={copy.search} onPress={search} />
    </>
  );
}

export default definePage({ title: copy.title }, Articles);
