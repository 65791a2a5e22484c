import type { AppEndpointId } from '@linli/shared/api/routes.ts';
import type { AnswerOf } from '@linli/shared/api/types.ts';

/** Answers of one part of the app; together they are an answer to each request that there is. */
export type Samples = { [Id in AppEndpointId]?: AnswerOf<Id> };

/** What stands in the samples, for pages to be opened with. */
export const sampleIds = {
  rating: 'a'.repeat(24),
  ticket: 'b'.repeat(24),
  resident: 'c'.repeat(24),
  handler: 'd'.repeat(24),
  feedback: 'f'.repeat(24),
  lawyer: '2'.repeat(24),
};
export const department = { name: '社区事务受理服务中心', subDistrict: '古美路街道' };
export const counter = { code: 'A01', name: '综合受理 1 号窗口' };
export const serviceItem = { name: '居住证办理' };
export const tags = [{ code: '213', label: '窗口人员业务不熟练' }];
export const comment = '等了一个小时，材料又要重新填。';
export const ratedAt = '2026-11-23T02:00:00.000Z';
export const later = '2026-11-23T06:30:00.000Z';
export const handler = { id: sampleIds.handler, name: '周明' };
