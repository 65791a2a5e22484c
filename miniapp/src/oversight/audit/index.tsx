import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card, Stack } from '../../components/card';
import { definePage } from '../../components/page';
import { useStaff } from '../../staff/use-staff';
import { copy } from './copy';
import { type Entry, EntryList } from './entry-list';
import { EntrySheet } from './entry-sheet';
import { ExportCard } from './export-card';
import { FilterSheet } from './filter-sheet';
import { everything, queryOf, type Search, searchInWords } from './search';
import './index.scss';

/** The audit log for auditors: search, look, take away. */
function AuditLog() {
  const person = useStaff();
  const [search, setSearch] = useState(everything);
  const [open, setOpen] = useState<'filter' | Entry | null>(null);
  if (person === null) return null;

  const query = queryOf(search);
  const close = () => setOpen(null);
  const searchFor = (next: Search) => {
    setSearch(next);
    close();
  };
  return (
    <Stack>
      <Card tone="brand">
        <View>{searchInWords(search)}</View>
        <Button kind="secondary" label={copy.filter} onPress={() => setOpen('filter')} />
      </Card>
      <EntryList key={JSON.stringify(query)} query={query} onOpen={setOpen} />
      <ExportCard key={`export ${JSON.stringify(query)}`} query={query} />
      {open === 'filter' && <FilterSheet search={search} onSearch={searchFor} onClose={close} />}
      {open !== null && open !== 'filter' && <EntrySheet entry={open} onSearch={searchFor} onClose={close} />}
    </Stack>
  );
}

export default definePage({ title: copy.title }, AuditLog);
