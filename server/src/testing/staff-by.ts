import { demoOrganization } from '../demo/story.ts';
import type { OrganizationFile } from '../features/organization/index.ts';
import type { TestServer } from './server.ts';

/** Changes who works where: roles and departments by account, and people beside those of the demonstration. */
export async function staffBy(
  { app }: TestServer,
  changes: Record<string, Partial<OrganizationFile['staff'][number]>>,
): Promise<void> {
  const organization = demoOrganization();
  const staff = organization.staff.map((member) => ({ ...member, ...changes[member.username] }));
  await app.organization.load({ ...organization, staff });
}
