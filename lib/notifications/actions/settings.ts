"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/action";
import { setParameter } from "../mutations/parameters";
import { saveSetting } from "../mutations/settings";
import { parameterInput } from "../proposals/parameter-schema";
import { settingInput } from "../proposals/setting-schema";

const shown = () => revalidatePath("/issuer/notifications", "layout");

export const saveSettingAction = defineAction({
  permission: "notification.manage",
  input: settingInput,
  handler: async (scope, input) => {
    const saved = await saveSetting(scope, input, new Date());
    shown();
    return saved;
  },
});

export const setParameterAction = defineAction({
  permission: "notification.manage",
  input: parameterInput,
  handler: async (scope, input) => {
    const made = await setParameter(scope, input, new Date());
    shown();
    return made;
  },
});
