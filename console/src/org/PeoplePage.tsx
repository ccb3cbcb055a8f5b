import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { may } from '../api/access';
import { api, read, type Schemas } from '../api/client';
import { useDeskWords, useWords } from '../i18n';
import { CsvButton } from '../ui/CsvButton';
import { Ask, Once } from '../ui/Dialog';
import { When } from '../ui/format';
import { Choice, csvPath, Listed, SearchField, useList, useListing } from '../ui/List';
import { PageHead } from '../ui/Shell';
import { Empty, Refused } from '../ui/Shown';
import { Table, type Column } from '../ui/Table';
import { Tag } from '../ui/Tag';
import { orgKey, useOrganization } from './data';
import { isMe, MemberActions } from './MemberActions';
import { ROLES, RoleTable, RoleTicks, type Role } from './Roles';

/** Members with their roles, and invitations by single-use link. */
export function PeoplePage() {
  const d = useDeskWords();
  const organization = useOrganization();
  const writes = may('people.write', organization);
  const t = useWords();
  const listing = useListing(['search', 'role', 'sort']);
  const people = useList(orgKey(organization, 'people'), listing, () =>
    read(
      api.GET('/v1/organizations/{organization}/people', {
        params: { path: { organization }, query: { limit: 25, ...listing.query } as object },
      }),
    ),
  );
  const columns: Column<Schemas['Member']>[] = [
    {
      key: 'name',
      title: d('people.name'),
      cell: (row) => (
        <>
          <strong>{row.name}</strong> {isMe(row) ? <span className="quiet">({d('member.you')})</span> : null}
        </>
      ),
    },
    { key: 'email', title: d('people.email'), cell: (row) => row.email },
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
      <PageHead
        title={d('menu.people')}
        lead={d('people.lead')}
        actions={<CsvButton path={csvPath(`/v1/organizations/${organization}/people`, listing)} name={`people-${organization}`} />}
      />
      <div className="filters">
        <SearchField label={t('list.search')} value={listing.values.search} onChange={(search) => listing.set({ search })} />
        <Choice
          label={d('people.roles')}
          value={listing.values.role}
          any={t('list.any')}
          options={ROLES.map((role) => [role, d(`role.${role}`)])}
          onChange={(role) => listing.set({ role })}
        />
        <Choice
          label={t('list.sort')}
          value={listing.values.sort || 'email'}
          options={[
            ['email', d('people.byEmail')],
            ['newest', t('list.newest')],
          ]}
          onChange={(sort) => listing.set({ sort })}
        />
      </div>
      <section className="card">
        <Listed query={people} listing={listing}>
          {(data) => (
            <Table
              caption={d('menu.people')}
              columns={columns}
              rows={data.people}
              rowKey={(row) => row.person}
              empty={<Empty title={listing.values.search || listing.values.role ? t('list.filtered') : d('people.none')} />}
            />
          )}
        </Listed>
      </section>
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
  const [roles, setRoles] = useState<Role[]>(['viewer']);
  const invite = useMutation({
    mutationFn: () =>
      read(
        api.POST('/v1/organizations/{organization}/invitations', {
          params: { path: { organization } },
          body: { email: email.trim(), roles },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: orgKey(organization, 'invitations') }),
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
  const listing = useListing([], 'invitations_');
  const invitations = useList(orgKey(organization, 'invitations'), listing, () =>
    read(
      api.GET('/v1/organizations/{organization}/invitations', {
        params: { path: { organization }, query: { state: 'open', limit: 10, ...listing.query } },
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
      <Listed query={invitations} listing={listing}>
        {(data) =>
          data.invitations.length === 0 ? (
            <Empty title={d('people.noneOpen')} />
          ) : (
            <ul className="plain tasks">
              {data.invitations.map((one) => (
                <li key={one.id}>
                  <div>
                    <strong>{one.email}</strong> {one.roles.map((role) => d(`role.${role}`)).join(', ')}
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
          )
        }
      </Listed>
    </section>
  );
}
