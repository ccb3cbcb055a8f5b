import { Link, useParams } from '@tanstack/react-router';
import { api, read } from '../api/client';
import { useDeskWords } from '../i18n';
import { NotFound } from '../public/NotFound';
import { CsvButton } from '../ui/CsvButton';
import { csvPath, Listed, SearchField, useList, useListing } from '../ui/List';
import { PageHead } from '../ui/Shell';
import { SECTIONS, SectionRows, type Section } from './DeskRows';

/** The list of the desk that the address names. */
export function DeskSectionPage() {
  const { section } = useParams({ strict: false });
  const known = SECTIONS.find((one) => one === section);
  return known ? <DeskList key={known} section={known} /> : <NotFound />;
}

/** One list of the desk with all that waits, page by page. */
function DeskList({ section }: { section: Section }) {
  const d = useDeskWords();
  const listing = useListing(['search']);
  const query = useList(['desk', section], listing, () =>
    read(api.GET('/v1/desk/{section}', { params: { path: { section }, query: { limit: 25, ...listing.query } } })),
  );
  return (
    <>
      <PageHead
        title={d(`desk.${section}`)}
        lead={d('desk.lead')}
        actions={
          <>
            <Link to="/vendor" className="button small">
              {d('desk.title')}
            </Link>
            <CsvButton path={csvPath(`/v1/desk/${section}`, listing)} name={section} />
          </>
        }
      />
      <div className="filters">
        <SearchField label={d('organizations.search')} value={listing.values.search} onChange={(search) => listing.set({ search })} />
      </div>
      <section className="card">
        <Listed query={query} listing={listing}>
          {(page) => <SectionRows section={section} rows={page} />}
        </Listed>
      </section>
    </>
  );
}
