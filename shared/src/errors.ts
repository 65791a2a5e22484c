/**
 * Every error the API can answer with: a stable code, the HTTP status, and a message that tells a person
 * what to do next. The message is shown as it stands.
 */
export const errors = {
  'invalid-request': { status: 400, message: '填写的内容有误，请检查后再试' },
  'body-unreadable': { status: 400, message: '提交的内容无法读取，请重试' },
  'body-too-large': { status: 413, message: '提交的内容太大，请精简后再试' },
  'not-signed-in': { status: 401, message: '请先登录' },
  'session-ended': { status: 401, message: '登录已失效，请重新登录' },
  'credentials-wrong': { status: 401, message: '账号或密码不正确，请核对后再试' },
  'account-locked': { status: 423, message: '输错次数过多，账号已暂时锁定，请 15 分钟后再试' },
  'wechat-code-invalid': { status: 401, message: '微信登录没有成功，请重试' },
  'wechat-account-refused': {
    status: 403,
    message: '微信提示您的账号存在风险，暂时不能登录。请在微信里查看账号安全后再试',
  },
  'phone-code-invalid': { status: 400, message: '没有取到手机号，请再点一次，或直接填写' },
  'phone-not-mainland': { status: 400, message: '这不是内地的手机号，请直接填写能联系到您的号码' },
  'wechat-unavailable': { status: 503, message: '微信暂时没有回应，请稍后再试' },
  'not-allowed': { status: 403, message: '您没有权限做这项操作' },
  'not-found': { status: 404, message: '没有找到您要的内容' },
  'method-not-allowed': { status: 405, message: '不支持这种请求方式' },
  'scan-code-unknown': { status: 404, message: '没有认出这个二维码，请扫描窗口上的评价码' },
  'scan-code-revoked': { status: 410, message: '这个二维码已停用，请扫描窗口上的新码' },
  'scan-code-expired': { status: 410, message: '这次服务的评价期已过，谢谢您的关注' },
  'already-rated': { status: 409, message: '这次服务已经评价过了，谢谢您' },
  'already-supplemented': { status: 409, message: '这条评价已经追评过了，每条评价只能追评一次' },
  'supplement-not-open': {
    status: 409,
    message: '现在不能追评：事情还在办理，或者追评期限已过。请刷新后再看',
  },
  'rated-recently': { status: 409, message: '您刚评价过这个窗口，请稍后再评' },
  'tags-not-of-grade': { status: 400, message: '所选原因与评价等级不符，请重新选择' },
  'idempotency-key-reused': { status: 409, message: '这份内容已经提交过，不能更改' },
  'ticket-changed': { status: 409, message: '工单刚被更新，请看过最新情况后再操作' },
  'ticket-action-not-allowed': { status: 409, message: '工单当前的状态不能做这项操作' },
  'target-not-possible': { status: 409, message: '工单不能交给这个人或部门，请另选' },
  'nobody-to-decide': { status: 409, message: '现在没有其他督办人可以审批，请联系管理员增设督办人' },
  'reminded-recently': { status: 409, message: '一小时内已经提醒过办理人，请稍后再提醒' },
  'contact-not-given': { status: 404, message: '这位居民没有留下联系方式' },
  'finding-not-of-ticket': { status: 400, message: '这类工单没有这种结论，请重新选择' },
  'reply-has-personal-data': {
    status: 400,
    message: '公开答复里有个人信息，请修改标出的地方；要说给本人的话，可写在“只给本人看的话”里',
  },
  'judgement-not-open': {
    status: 409,
    message: '现在不能评判：可能已经评判过，或者还没有答复。请刷新后再看',
  },
  'no-reviewer': {
    status: 409,
    message: '这类结论要由另一位督办人复核，但现在没有合适的人。请联系管理员增设督办人，或改选其他结论',
  },
  'consent-needed': { status: 403, message: '请先阅读用途说明并同意，再留下姓名和电话' },
  'contact-not-correctable': { status: 409, message: '联系方式已经删除或事情已经办结，不能再更正' },
  'already-appealed': { status: 409, message: '这条评价已经申诉过了，每条只能申诉一次' },
  'appeal-decided': { status: 409, message: '这件申诉已经有人处理了，请看最新情况' },
  'bulletin-changed': { status: 409, message: '通报刚被修改或发布，请看过最新内容后再操作' },
  'names-somebody': { status: 400, message: '内容里有电话或身份证号，通报不能指向居民，请删去后再保存' },
  'export-too-large': { status: 409, message: '符合条件的记录太多，请缩小时间范围后再导出' },
  'file-too-large': { status: 413, message: '文件超过 50 MB，请剪短或压缩后再传' },
  'file-kind-refused': {
    status: 415,
    message: '只能上传照片（JPG、PNG、WebP）、PDF、录音和录像，请换一种格式再传',
  },
  'file-empty': { status: 400, message: '没有收到文件内容，请重新选择' },
  'photo-unreadable': { status: 400, message: '这张照片无法打开，或尺寸太大，请另存或压缩后再传' },
  'file-lost': { status: 404, message: '文件已不在存储里，请联系管理员' },
  'evidence-full': { status: 409, message: '这张工单的证据已满，请先移除不需要的' },
  'recording-not-of-department': { status: 400, message: '只能引用本部门窗口的录音录像，请重新选择窗口' },
  'slot-unknown': { status: 404, message: '这个时间没有安排，请另选一个' },
  'slot-not-bookable': { status: 409, message: '这个时间现在不能预约，请另选一个' },
  'slot-full': { status: 409, message: '这个时间刚被约满，请另选一个或排队等候' },
  'time-taken': { status: 409, message: '您在这个时间已经有一个预约' },
  'bookings-full': { status: 409, message: '您的有效预约已满，请先完成或取消一个' },
  'hold-ended': { status: 409, message: '保留时间已过，请重新选择时间' },
  'conflict-of-interest': {
    status: 409,
    message: '这位律师所在的律所与对方有业务关系，不便为您服务，请另选律师，或拨打 12348',
  },
  'appointment-changed': { status: 409, message: '预约刚有变化，请看过最新情况后再操作' },
  'too-late-to-change': { status: 409, message: '已过取消和改期的时限，请直接电话联系服务站' },
  'already-waiting': { status: 409, message: '您已经在排队了' },
  'seats-free': { status: 409, message: '这一天还有空位，可以直接预约' },
  'article-changed': { status: 409, message: '文章刚被修改，请看过最新内容后再操作' },
  'article-action-not-allowed': { status: 409, message: '文章当前的状态不能做这项操作' },
  'own-article': { status: 403, message: '自己写的文章要请另一位同事审核' },
  'article-too-large': { status: 400, message: '正文太大，手机显示不了，请删减或拆成两篇' },
  'image-kind-refused': { status: 415, message: '文章里只能用照片（JPG、PNG、WebP），请换一张再传' },
  'slug-taken': { status: 409, message: '已经有一篇文章用了这个文件名，请换一个' },
  'consultation-changed': { status: 409, message: '这次咨询刚有变化，请看过最新情况后再操作' },
  'consultation-action-not-allowed': { status: 409, message: '现在不能做这一步，请看过最新情况后再操作' },
  'check-in-code-unknown': { status: 404, message: '今天没有这个签到码的预约，请核对数字和日期' },
  'check-in-code-ambiguous': {
    status: 409,
    message: '今天有两个预约用这个签到码，请扫二维码，或在名单里点签到',
  },
  'nobody-waiting': { status: 409, message: '现在没有人在等' },
  'reason-needed': { status: 403, message: '请先写明为什么要看，理由会留下记录' },
  'contact-masked': { status: 409, message: '咨询已经结束，电话不再显示' },
  'consultation-not-ratable': { status: 409, message: '这次咨询现在不能评价：还没有结束，或评价期已过' },
  'recording-time-wrong': { status: 400, message: '录音录像的时间不对，请检查起止时间' },
  'contact-time-wrong': { status: 400, message: '联系时间要在收到工单之后、现在之前，请检查' },
  'signature-invalid': { status: 401, message: '签名不正确，请检查密钥、签名内容和算法' },
  'signature-too-old': { status: 401, message: '签名时间与服务器相差超过 5 分钟，请校准时钟后重新签名' },
  'request-replayed': { status: 409, message: '这个请求已经收到过，重发时请换一个随机串并重新签名' },
  'project-number-reused': { status: 409, message: '这个办件编号已经登记过，内容与这次不同' },
  'attachments-full': { status: 409, message: '最多添加 3 个附件，请先删掉一个再加' },
  'attachment-kind-refused': { status: 415, message: '附件只能是照片（JPG、PNG、WebP）或 PDF，请换一种再传' },
  'comment-check-changed': { status: 409, message: '这条留言刚有人处理过，请刷新后再看' },
  'code-changed': { status: 409, message: '这个窗口的码刚被更换，请刷新后再看' },
  'too-many-requests': { status: 429, message: '操作太频繁，请稍后再试' },
  internal: { status: 500, message: '系统出了点问题，请稍后再试' },
  unavailable: { status: 503, message: '系统正在恢复，请稍后再试' },
} as const;

export type ErrorCode = keyof typeof errors;

/** What an unsuccessful call answers with. */
export interface ErrorAnswer {
  error: {
    code: ErrorCode;
    message: string;
    /** Names this one request in the server's log. */
    requestId: string;
    /** What exactly was wrong, by field, or what the current state is. */
    details?: unknown;
  };
}

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(errors, value);
}
