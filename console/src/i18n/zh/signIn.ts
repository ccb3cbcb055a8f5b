import type en from '../en/signIn';

const zh: typeof en = {
  signIn: {
    title: '登录',
    email: '电子邮箱',
    password: '密码',
    token: '应急令牌',
    tokenHint: '启动 ./scrip start 时显示的令牌。',
    byToken: '使用本服务器的应急令牌登录',
    byPassword: '使用电子邮箱和密码登录',
    failed: '未能登录，请检查所填内容。',
    passkey: '使用通行密钥登录',
    or: '或',
  },
  link: {
    setUp: '创建管理员',
    setUpLead: '供应商的首位人员，拥有全部权限并邀请其他人。',
    invitation: '您收到邀请',
    invitationLead: '{{by}} 邀请您加入 {{name}}。',
    vendor: '业务平台',
    reset: '设置新密码',
    name: '您的姓名',
    newPassword: '新密码（至少 12 个字符）',
    present: '您的现有密码',
    address: '您的邮箱',
    addressLead: '请继续，以验证此邮箱为您本人所有。',
    addressSignIn: '请先登录，再重新打开邮件中的链接。',
    proven: '{{email}} 已验证，您可用它登录。',
    known: '我在此已有账号',
    go: '继续',
  },
  proof: {
    title: '请确认身份',
    text: '距您上次验证身份已超过十分钟。此操作涉及账号安全，请再次输入密码或使用通行密钥。',
    passkey: '使用通行密钥',
  },
  choose: {
    title: '您现在要进入哪里？',
    forWhom: '为哪个机构购买？',
    vendor: '业务平台',
    vendorText: '供应商的待办事项、机构与目录',
    search: '查找机构',
    none: '没有机构。',
  },
};

export default zh;
