/** Numbers to press and call. */

import { dial } from "../shared/phones";
import { Icon } from "./Icon";

export function Phones({ phones }: { phones: { label: string; number: string }[] }) {
  return (
    <ul class="phones">
      {phones.map((phone) => (
        <li key={phone.label + phone.number}>
          <a class="Btn" href={dial(phone.number)}>
            <Icon name="phone" />
            <span>
              {phone.label} <b>{phone.number}</b>
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
