import { ApiError } from '../../platform/errors.ts';
import type { PartnerActor } from '../../platform/http/actor.ts';
import type { Counter, Directory, ServiceItem, Staff } from '../organization/index.ts';

/** @param path of the field that was wrong, as `body.counter` */
function refuse(path: string, message: string): never {
  throw new ApiError('invalid-request', { details: [{ path, message }] });
}

/** A counter of the partner's unit or one below, by its scan code. @throws invalid-request */
export function counterInReach(
  directory: Directory,
  { unitId }: PartnerActor,
  code: string,
  path: string,
): Counter {
  const found = directory.counterByScanCode(code.toUpperCase());
  const counter = found && !found.retired ? found.counter : null;
  const reached = counter && directory.lineage(counter.departmentId).some(({ _id }) => _id.equals(unitId));
  return counter && reached ? counter : refuse(path, '没有这个窗口，请核对窗口编号');
}

/** @throws invalid-request */
export function itemOf(directory: Directory, code: string, path: string): ServiceItem {
  return directory.serviceItemByCode(code) ?? refuse(path, '没有这个事项，请核对事项编码');
}

/** Who serves at the counter, by account. @throws invalid-request */
export function clerkAt(directory: Directory, { _id }: Counter, username: string, path: string): Staff {
  const clerk = directory.staffAtCounter(_id).find((member) => member.username === username);
  return clerk?.active ? clerk : refuse(path, '这个人不在这个窗口服务，请核对工作人员账号');
}
