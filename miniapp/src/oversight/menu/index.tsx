import type { Role } from '@linli/shared/roles.ts';
import { definePage } from '../../components/page';
import { Door, List } from '../../components/row';
import { StateView } from '../../components/state-view';
import { open, pages } from '../../platform/navigation';
import { useStaff } from '../../staff/use-staff';
import { copy } from './copy';

interface Way {
  title: string;
  note: string;
  to: string;
  /** Whom the server lets in; absent: all staff. */
  roles?: readonly Role[];
}

const ways: readonly Way[] = [
  {
    title: copy.consulting,
    note: copy.consultingNote,
    to: pages.consultingDay(),
    roles: ['lawyer', 'clerk', 'handler', 'supervisor'],
  },
  {
    title: copy.consultations,
    note: copy.consultationsNote,
    to: pages.consultationFigures(),
    roles: ['lawyer', 'supervisor', 'auditor'],
  },
  {
    title: copy.articles,
    note: copy.articlesNote,
    to: pages.editorialArticles(),
    roles: ['editor', 'supervisor'],
  },
  {
    title: copy.publicity,
    note: copy.publicityNote,
    to: pages.publicityFigures(),
    roles: ['editor', 'supervisor', 'auditor'],
  },
  { title: copy.absence, note: copy.absenceNote, to: pages.absence(), roles: ['handler', 'supervisor'] },
  {
    title: copy.closures,
    note: copy.closuresNote,
    to: pages.closures(),
    roles: ['clerk', 'handler', 'supervisor', 'lawyer', 'admin'],
  },
  { title: copy.overview, note: copy.overviewNote, to: pages.overview(), roles: ['supervisor', 'auditor'] },
  { title: copy.figures, note: copy.figuresNote, to: pages.figures(), roles: ['supervisor', 'auditor'] },
  { title: copy.appeals, note: copy.appealsNote, to: pages.appeals(), roles: ['supervisor'] },
  {
    title: copy.comments,
    note: copy.commentsNote,
    to: pages.comments(),
    roles: ['supervisor', 'auditor'],
  },
  { title: copy.myFigures, note: copy.myFiguresNote, to: pages.myFigures() },
  { title: copy.bulletins, note: copy.bulletinsNote, to: pages.bulletins() },
  { title: copy.audit, note: copy.auditNote, to: pages.auditLog(), roles: ['auditor'] },
  { title: copy.routing, note: copy.routingNote, to: pages.routing(), roles: ['admin', 'supervisor'] },
  { title: copy.deliveries, note: copy.deliveriesNote, to: pages.deliveries(), roles: ['admin'] },
  { title: copy.codes, note: copy.codesNote, to: pages.codes(), roles: ['admin', 'supervisor'] },
  { title: copy.articleCodes, note: copy.articleCodesNote, to: pages.codes(), roles: ['editor'] },
  { title: copy.screens, note: copy.screensNote, to: pages.screens(), roles: ['admin'] },
  { title: copy.partners, note: copy.partnersNote, to: pages.partners(), roles: ['admin', 'auditor'] },
  {
    title: copy.monthly,
    note: copy.monthlyNote,
    to: pages.monthlyFigures(),
    roles: ['supervisor', 'admin', 'auditor'],
  },
  { title: copy.calendar, note: copy.calendarNote, to: pages.calendar(), roles: ['admin'] },
];

/** What staff can do beyond tickets, by their roles. */
function Menu() {
  const person = useStaff();
  if (person === null) return null;
  const allowed = ways.filter(({ roles }) => !roles || roles.some((role) => person.roles.includes(role)));
  // Whoever may enter by two doors needs one.
  const mine = allowed.filter(({ to }, index) => allowed.findIndex((way) => way.to === to) === index);
  if (mine.length === 0) return <StateView kind="empty" title={copy.emptyTitle} text={copy.emptyText} />;
  return (
    <List label={copy.list}>
      {mine.map(({ title, note, to }) => (
        <Door key={to} title={title} note={note} onPress={() => open(to)} />
      ))}
    </List>
  );
}

export default definePage({ title: copy.title }, Menu);
