/** Line drawings beside words; never alone, never read out. */

const PATHS = {
  close: "M5 5l14 14M19 5L5 19",
  send: "M3 11.5L21 3l-6 18-3.5-7.5z",
  microphone: "M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM5 11a7 7 0 0 0 14 0M12 18v3",
  speaker: "M4 9v6h4l5 4V5L8 9zM16 9a4 4 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11",
  stop: "M6 6h12v12H6z",
  copy: "M8 8h11v12H8zM16 8V4H5v12h3",
  phone: "M6 3h4l1.5 5-2 1.5a12 12 0 0 0 5 5l1.5-2 5 1.5v4a2 2 0 0 1-2 2A17 17 0 0 1 4 5a2 2 0 0 1 2-2z",
  yes: "M7 11v9H3v-9zM7 11l4-8a2.5 2.5 0 0 1 2.5 3l-.5 3h5a2 2 0 0 1 2 2.4l-1.3 7A2 2 0 0 1 16.700 20H7",
  no: "M7 13V4H3v9zM7 13l4 8a2.500 2.500 0 0 0 2.500-3l-.5-3h5a2 2 0 0 0 2-2.400l-1.300-7A2 2 0 0 0 16.700 4H7",
  place: "M12 21s7-6.500 7-12a7 7 0 0 0-14 0c0 5.500 7 12 7 12zM12 11.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z",
  letter: "M4 19L9.500 5 15 19M6 14.500h7M17 19v-7M14.500 14.500L17 12l2.500 2.500",
  bin: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
  retry: "M4 12a8 8 0 1 0 2.500-5.800L4 8.500M4 4v4.500h4.500",
};

export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
