import type en from '../en/signOn';

const zh: typeof en = {
  signOn: {
    with: '使用 {{name}} 登录',
    proof: '或在身份提供方重新登录。您将离开本页再返回，返回后请重做刚才的操作。',
    failed: '单点登录未成功',
    again: '返回登录',
    back: '返回原页面',
    keptTitle: '您已登录',
    kept: {
      GROUPS_MISSING: '身份提供方未提供您所属的组，您的角色保持不变。请告知其管理员。',
      GROUPS_ELSEWHERE: '您所属的组过多，身份提供方未全部发送，您的角色保持不变。请告知其管理员。',
      GROUPS_UNREADABLE: '身份提供方以无法识别的形式提供组，您的角色保持不变。',
      WRITER_MAY_NOT: '您所属组的某个角色未授予：设定该角色的人员已无权授予。请所有者重新保存该身份提供方。',
      WRITER_MAY_NOT_ANY_MORE: '您所属组的某个角色予以保留，但不再授予他人：设定该角色的人员已无权授予。请所有者重新保存该身份提供方。',
      LAST_OF_ITS_ROLE: '您所属的组对应的角色减少，但除您之外无人可邀请成员，因此该角色予以保留。',
    },
  },
};

export default zh;
