import type { RouteTable } from './route.ts';

export const ticketRoutes = {
  listTickets: {
    method: 'GET',
    path: '/api/v1/tickets',
    access: ['handler', 'supervisor', 'auditor'],
    summary: 'The tickets assigned to me, or those of my team, oldest first',
  },
  getTicket: {
    method: 'GET',
    path: '/api/v1/tickets/:id',
    access: ['handler', 'supervisor', 'auditor'],
    summary: 'One ticket with the rating behind it, its history and the actions open to the reader',
  },
  listTicketTargets: {
    method: 'GET',
    path: '/api/v1/tickets/:id/targets',
    access: ['handler', 'supervisor'],
    summary:
      'Who a ticket can be passed on to: by its handler among colleagues, by a supervisor in all their reach',
  },
  getTicketContact: {
    method: 'GET',
    path: '/api/v1/tickets/:id/contact',
    access: ['handler', 'supervisor'],
    summary:
      'Name and phone of a real-name resident, for the person who handles the ticket; each read is audited',
  },
  actOnTicket: {
    method: 'POST',
    path: '/api/v1/tickets/:id/actions',
    access: ['handler', 'supervisor'],
    summary: 'Moves a ticket along its life cycle; `version` is the one last seen',
  },
} as const satisfies RouteTable;
