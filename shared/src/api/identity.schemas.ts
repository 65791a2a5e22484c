import { z } from 'zod';
import { roles } from '../roles.ts';
import type { SchemasFor } from './endpoint.ts';
import { idField, timeField } from './fields.ts';
import type { identityRoutes } from './identity.routes.ts';

/** The signed-in person as they may see themselves. */
export const personAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('resident'), id: idField }),
  z.strictObject({
    kind: z.literal('staff'),
    id: idField,
    name: z.string(),
    roles: z.array(z.enum(roles)),
    department: z.strictObject({ id: idField, name: z.string() }),
  }),
]);

const sessionAnswer = z.strictObject({
  accessToken: z.string(),
  /** The access token stops working then; refresh before. */
  accessTokenExpiresAt: timeField,
  /** Works once; the refresh answers with the next one. */
  refreshToken: z.string(),
  person: personAnswer,
});

export const identitySchemas = {
  signInWithWechat: {
    body: z.strictObject({ code: z.string().min(1).max(128) }),
    answer: sessionAnswer,
    errors: ['wechat-code-invalid', 'wechat-account-refused', 'wechat-unavailable'],
  },
  signInStaff: {
    body: z.strictObject({
      username: z.string().trim().min(1, '请填写账号').max(64),
      password: z.string().min(1, '请填写密码').max(256),
    }),
    answer: sessionAnswer,
    errors: ['credentials-wrong', 'account-locked'],
  },
  refreshSession: {
    body: z.strictObject({ refreshToken: z.string().min(1).max(1024) }),
    answer: sessionAnswer,
    errors: ['session-ended'],
  },
  signOut: {},
  takePhoneNumber: {
    body: z.strictObject({ code: z.string().min(1).max(128) }),
    answer: z.strictObject({ phone: z.string() }),
    errors: ['phone-code-invalid', 'phone-not-mainland', 'wechat-unavailable'],
  },
  whoAmI: { answer: personAnswer },
} as const satisfies SchemasFor<typeof identityRoutes>;
