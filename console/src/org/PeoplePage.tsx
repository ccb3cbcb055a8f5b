import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { may } from '../api/access';
import { api, keyed, read, type Schemas } from '../api/client';
import { useKeys } from '../api/keys';
import { useDeskWords, useWords } from '../i18n';
import { ByDirectory } from '../ui/ByDirectory';
import { Ask, Once } from '../ui/Dialog';
import { When } from '../ui/format';
import { List, ListPage } from '../ui/ListPage';
import { PAGE_ROWS, TEXT, useList, useListing } from '../ui/listing';
import { Refused } from '../ui/Shown';
import { Table, type Column } from '../ui/Table';
import { Tag } from '../ui/Tag';
import { Unproven } from '../ui/Unproven';
import { orgKey, useOrganization } from './data';
import { isMe, MemberActions } from './MemberActions';
import { ROLES, RoleTable, RoleTicks, type Role } from './Roles';

const INVITATION_ROWS = 10;
const SORTS = ['EMAIL', 'NEWEST'] as const;

/** Members with their roles, and invitations by single-use link. */
export function PeoplePage() {
  const d = useDeskWords();
  const organization = useOrganization();
  const writes = may('people.write', organization);
  const t = useWords();
  const listing = useListing({ search: TEXT, role: ROLES, sort: SORTS });
  const people = useList(orgKey(organization, 'people'), listing, (asked) =>
    read(
      api.GET('/v1/organizations/{organization}/people', {
        params: { path: { organization }, query: { limit: PAGE_ROWS, ...asked } },
      }),
    ),
  );
  const columns: Column<Schemas['Member']>[] = [
    {
      key: 'name',
      title: d('people.name'),
      cell: (row) => (
        <>
          <strong>{row.name}</strong> {isMe(row) ? <span className="quiet">({d('member.you')})</span> : null}{' '}
          <ByDirectory is={row.by_directory} />
        </>
      ),
    },
    {
      key: 'email',
      title: d('people.email'),
      cell: (row) => (
        <>
          {row.email} <Unproven proven={row.email_proven} />
        </>
      ),
    },
    {
      key: 'roles',
      title: d('people.roles'),
      cell: (row) => (
        <span className="tags">
          {row.roles.map((role) => (
            <Tag key={role} tone="info">
              {d(`role.${role}`)}
            </Tag>
          ))}
        </span>
      ),
    },
    { key: 'since', title: d('people.since'), cell: (row) => <When at={row.since} /> },
    ...(writes
      ? [
          {
            key: 'do',
            title: d('member.do'),
            cell: (row: Schemas['Member']) => <MemberActions organization={organization} member={row} />,
          },
        ]
      : []),
  ];
  return (
    <>
      <ListPage
        title={d('menu.people')}
        lead={d('people.lead')}
        csv={{ path: `/v1/organizations/${organization}/people`, name: `people-${organization}` }}
        listing={listing}
        filters={{
          search: { label: t('list.search') },
          role: { label: d('people.roles'), name: (one) => d(`role.${one}`) },
          sort: { label: t('list.sort'), name: (one) => (one === 'EMAIL' ? d('people.byEmail') : t('list.newest')) },
        }}
        query={people}
        rows={(page) => page.items}
        empty={d('people.none')}
        show={(rows) => <Table caption={d('menu.people')} columns={columns} rows={rows} rowKey={(row) => row.person} />}
      />
      <div className="grid two">
        {writes ? <Invite organization={organization} /> : null}
        <Open organization={organization} writes={writes} />
      </div>
      <RoleTable />
    </>
  );
}

function Invite({ organization }: { organization: string }) {
  const d = useDeskWords();
  const queries = useQueryClient();
  const [email, setEmail] = useState('');
  const [roles, setRoles] = useState<Role[]>(['VIEWER']);
  const keys = useKeys();
  const invite = useMutation({
    mutationFn: () =>
      read(
        api.POST('/v1/organizations/{organization}/invitations', {
          params: { path: { organization }, header: keyed(keys.of({ email, roles })) },
          body: { email: email.trim(), roles },
        }),
      ),
    onSuccess: () => {
      keys.booked();
      return queries.invalidateQueries({ queryKey: orgKey(organization, 'invitations') });
    },
  });
  return (
    <section className="card">
      <h2>{d('people.invite')}</h2>
      <form
        className="stack"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          invite.mutate();
        }}
      >
        <label className="stacked">
          {d('people.email')}
          <input
            className="field"
            type="email"
            required
            value={email}
            onChange={(event) => {
              setEmail(event.target.value);
              invite.reset();
            }}
          />
        </label>
        <RoleTicks chosen={roles} onChange={setRoles} />
        <Refused error={invite.error} />
        <button type="submit" className="button primary" disabled={invite.isPending || roles.length === 0}>
          {d('people.send')}
        </button>
        {invite.data?.mailed ? (
          <p className="notice good" role="status">
            {d('people.mailed', { email: invite.data.email })}
          </p>
        ) : null}
        {invite.data?.link ? (
          <Once title={d('people.link')} value={invite.data.link}>
            <p>
              {d('member.works')} <When at={invite.data.expires_at} />
            </p>
          </Once>
        ) : null}
      </form>
    </section>
  );
}

function Open({ organization, writes }: { organization: string; writes: boolean }) {
  const d = useDeskWords();
  const queries = useQueryClient();
  const listing = useListing({}, 'invitations_');
  const invitations = useList(orgKey(organization, 'invitations'), listing, (asked) =>
    read(
      api.GET('/v1/organizations/{organization}/invitations', {
        params: { path: { organization }, query: { state: 'OPEN', limit: INVITATION_ROWS, ...asked } },
      }),
    ),
  );
  const revoke = useMutation({
    mutationFn: (invitation: string) =>
      read(
        api.DELETE('/v1/organizations/{organization}/invitations/{invitation}', {
          params: { path: { organization, invitation } },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: orgKey(organization, 'invitations') }),
  });
  return (
    <section className="card">
      <h2>{d('people.open')}</h2>
      <List
        listing={listing}
        query={invitations}
        rows={(page) => page.items}
        empty={d('people.noneOpen')}
        show={(rows) => (
          <ul className="plain tasks">
            {rows.map((one) => (
              <li key={one.id}>
                <div>
                  <strong>{one.email}</strong> <Unproven proven={one.email_proven} /> {one.roles.map((role) => d(`role.${role}`)).join(', ')}
                  <p className="quiet facts">
                    <span>{d('member.by', { name: one.created_by })}</span>
                    <span>
                      {d('people.expires')} <When at={one.expires_at} />
                    </span>
                  </p>
                </div>
                {writes ? (
                  <Ask
                    label={d('people.revoke')}
                    name={d('member.revokeOne', { email: one.email })}
                    title={d('member.revokeTitle', { email: one.email })}
                    mutation={revoke}
                    onYes={() => revoke.mutateAsync(one.id)}
                  >
                    <p>{d('member.revokeText')}</p>
                  </Ask>
                ) : null}
              </li>
            ))}
          </ul>
        )}
      />
    </section>
  );
}
